package dev.millrace.stream.strategy;

import dev.millrace.stream.strategy.MonitorState.Correct;
import dev.millrace.stream.strategy.MonitorState.Empty;
import dev.millrace.stream.strategy.MonitorState.Hold;
import dev.millrace.stream.strategy.MonitorState.PassSource;
import dev.millrace.stream.strategy.MonitorState.Switched;
import dev.millrace.stream.strategy.RoutingEvent.Echo;
import dev.millrace.stream.strategy.RoutingEvent.GiveUp;
import java.util.ArrayList;
import java.util.List;

/**
 * What the router of one partition passes on to the output topic: a pure function over the shadow
 * topic, whose order is the order in which the monitor sees the two operators. So a router that
 * starts again reads the topic anew and passes on the very same outputs.
 *
 * <p>Nothing is numbered anew: every output has the serial number of the log already, the same at
 * both operators, which is what the temporary input queue and its numbering are for in the
 * published protocol. Only an output that the monitor corrects gets another number, and still
 * numbers ascend, so readers see one sequence. Repeats of a restarted operator are left out.
 *
 * <p>Whatever takes a serial number and is not counted makes the partition pass to the source for
 * good, with the reason, as long as that is possible ({@link SerialContinuity}).
 *
 * @param monitor decides when
 * @param lag serial numbers between the last record that a result counts and the record that caused
 *     the result: 0 for windows by count, 1 for windows by time
 * @param openedAt the source has sent everything up to this serial number itself
 */
public record Routing(SynchronisationMonitor monitor, int lag, long openedAt) {
  private static final SynchronisationMonitor WITHOUT_BOUND =
      new SynchronisationMonitor(Long.MAX_VALUE);

  /**
   * An output to be passed on.
   *
   * @param output as the replica computed it
   * @param sn serial number for its identity
   * @param count number of records that it is to count
   */
  public record Passed<T>(Echo<T> output, long sn, long count) {
    /** Whether the monitor has corrected it. */
    public boolean isCorrected() {
      return count != output.count();
    }
  }

  /** What an event leads to. */
  public record Step<T>(RoutingState<T> state, List<Passed<T>> passed) {}

  /** The step for a record. */
  public <T> Step<T> step(RoutingState<T> state, RoutingEvent<T> event) {
    return switch (event) {
      case Echo<T> echo -> receive(state, echo);
      case GiveUp<T> giveUp -> giveUp(state, giveUp.cause());
    };
  }

  /** The serial number up to which the heir's outputs have been passed on. */
  public long frontier(RoutingState<?> state) {
    long decided = 0;
    if (state.monitor() instanceof Switched switched) {
      decided = switched.outcome().sn() + lag;
    }
    return Math.max(openedAt, Math.max(decided, state.processed()));
  }

  /** The serial number up to which no operator has to keep its outputs any longer. */
  public long released(RoutingState<?> state) {
    return Math.max(openedAt, state.processed());
  }

  private <T> Step<T> receive(RoutingState<T> state, Echo<T> echo) {
    Echo<T> before = echo.origin() == Origin.SOURCE ? state.source() : state.target();
    if (!echo.isAfter(before)) {
      return new Step<>(state, List.of());
    }
    RoutingState<T> seen = state.seen(echo);
    if (echo.origin() == Origin.SOURCE && echo.sn() <= openedAt) {
      return new Step<>(seen, List.of());
    }
    return echo.count() == Echo.NO_RESULT ? uncounted(seen, echo) : result(seen, echo);
  }

  private <T> Step<T> result(RoutingState<T> state, Echo<T> echo) {
    WindowResult plain = new WindowResult(echo.origin(), echo.sn() - lag, echo.count());
    String breach = state.continuity().breach(plain).orElse(null);
    List<Passed<T>> passed = new ArrayList<>();
    RoutingState<T> at = breach == null ? state : doubt(state, breach, passed);
    at = at.counted(state.continuity().after(plain));
    WindowResult result =
        at.reversed() ? new WindowResult(other(plain.origin()), plain.sn(), plain.count()) : plain;
    SynchronisationMonitor.Transition next = monitorOf(at).step(at.monitor(), result);
    pass(at, next, echo, passed);
    Echo<T> held = next.state() instanceof Hold ? echo : null;
    return new Step<>(at.with(next.state(), held), List.copyOf(passed));
  }

  private <T> Step<T> uncounted(RoutingState<T> state, Echo<T> echo) {
    List<Passed<T>> passed = new ArrayList<>();
    RoutingState<T> at =
        doubt(state, "serial number " + echo.sn() + " is not counted, but set aside", passed);
    Origin passing =
        switch (at.monitor()) {
          case Correct correct -> at.reversed() ? Origin.SOURCE : Origin.TARGET;
          case Switched switched -> at.reversed() ? Origin.SOURCE : Origin.TARGET;
          case Empty empty -> at.reversed() ? Origin.TARGET : Origin.SOURCE;
          case Hold hold -> at.reversed() ? Origin.TARGET : Origin.SOURCE;
          case PassSource pass -> Origin.SOURCE;
        };
    if (echo.origin() == passing) {
      passed.add(new Passed<>(echo, echo.sn(), echo.count()));
    }
    return new Step<>(at, List.copyOf(passed));
  }

  /** Leaves the partition to the source, if nothing has been decided. */
  private <T> RoutingState<T> doubt(RoutingState<T> state, String breach, List<Passed<T>> passed) {
    boolean open = state.monitor() instanceof Empty || state.monitor() instanceof Hold;
    if (!open || state.reversed()) {
      return state;
    }
    return give(state.breached(breach), Abort.REQUESTED, passed);
  }

  private <T> Step<T> giveUp(RoutingState<T> state, Abort cause) {
    if (state.outcome() != null) {
      return new Step<>(state.turnedRound(), List.of());
    }
    List<Passed<T>> passed = new ArrayList<>();
    return state.reversed()
        ? new Step<>(state, List.of())
        : new Step<>(give(state, cause, passed), List.copyOf(passed));
  }

  private <T> RoutingState<T> give(RoutingState<T> state, Abort cause, List<Passed<T>> passed) {
    SynchronisationMonitor.Transition next = monitor.step(state.monitor(), cause);
    pass(state, next, null, passed);
    return state.with(next.state(), null);
  }

  private <T> void pass(
      RoutingState<T> state,
      SynchronisationMonitor.Transition next,
      Echo<T> current,
      List<Passed<T>> passed) {
    next.forwarded()
        .ifPresent(
            result -> {
              Origin of = state.reversed() ? other(result.origin()) : result.origin();
              boolean wasHeld = state.held() != null && state.held().origin() == of;
              passed.add(
                  new Passed<>(
                      wasHeld ? state.held() : current, result.sn() + lag, result.count()));
            });
  }

  private SynchronisationMonitor monitorOf(RoutingState<?> state) {
    return state.reversed() ? WITHOUT_BOUND : monitor;
  }

  private static Origin other(Origin origin) {
    return origin == Origin.SOURCE ? Origin.TARGET : Origin.SOURCE;
  }
}
