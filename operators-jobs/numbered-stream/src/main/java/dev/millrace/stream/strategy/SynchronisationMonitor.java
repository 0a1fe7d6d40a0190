package dev.millrace.stream.strategy;

import dev.millrace.stream.strategy.MonitorNotice.Aborted;
import dev.millrace.stream.strategy.MonitorNotice.AbortedTooLate;
import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import dev.millrace.stream.strategy.MonitorState.Correct;
import dev.millrace.stream.strategy.MonitorState.Empty;
import dev.millrace.stream.strategy.MonitorState.Hold;
import dev.millrace.stream.strategy.MonitorState.PassSource;
import dev.millrace.stream.strategy.MonitorState.Switched;
import java.util.Optional;

/**
 * Decides in which moment the results of one counting operator are replaced by those of another
 * that reads the same numbered records: Algorithms 6.1 to 6.4 as a state machine, with two repairs.
 * The offset is compared, and added, by its absolute value; and of a pair that does not match the
 * newer result is always the one that is kept. Algorithm 6.4 then corrects the source's last result
 * to the target's serial number.
 *
 * <p>Guarantee, if each operator's results come in order, each record counts in exactly one of its
 * windows, and results are as {@link WindowResult} says: the forwarded results cover the serial
 * numbers without gap and without overlap, in order, and no source result follows a target result.
 * Which window a record counts in is not kept: around the switch a result may cover what no window
 * of either operator covered. That the operators synchronise at all is not guaranteed, hence {@link
 * Abort#DEADLINE}.
 *
 * <p>A pure function of state and event; at most one result is held, and at most one forwarded.
 *
 * @param factor synchronisation factor S: up to how many records one operator may be ahead; 0 waits
 *     until both results end with the same record, and then changes none
 */
public record SynchronisationMonitor(long factor) {
  /** Refuses a negative factor. */
  public SynchronisationMonitor {
    if (factor < 0) {
      throw new IllegalArgumentException(
          "synchronisation factor " + factor + ": a number of records, 0 or more, is needed");
    }
  }

  /**
   * What an event leads to.
   *
   * @param state the state after it
   * @param forwarded the result that goes downstream because of it
   * @param notice what the coordinator is told because of it
   */
  public record Transition(
      MonitorState state, Optional<WindowResult> forwarded, Optional<MonitorNotice> notice) {
    static Transition to(MonitorState state) {
      return new Transition(state, Optional.empty(), Optional.empty());
    }

    static Transition forwarding(MonitorState state, WindowResult result) {
      return new Transition(state, Optional.of(result), Optional.empty());
    }

    Transition telling(MonitorNotice told) {
      return new Transition(state, forwarded, Optional.of(told));
    }
  }

  /** The transition for an event in a state. */
  public Transition step(MonitorState state, MonitorEvent event) {
    return switch (event) {
      case WindowResult result -> receive(state, result);
      case Abort cause -> abort(state, cause);
    };
  }

  private Transition receive(MonitorState state, WindowResult result) {
    return switch (state) {
      case Empty empty -> Transition.to(new Hold(result));
      case Hold hold -> compare(hold.held(), result);
      case Correct correct -> correct(correct, result);
      case Switched switched -> onlyFrom(Origin.TARGET, result, switched);
      case PassSource pass -> onlyFrom(Origin.SOURCE, result, pass);
    };
  }

  /** Algorithms 6.1, 6.2 and 6.4. */
  private Transition compare(WindowResult held, WindowResult next) {
    if (held.origin() == next.origin()) {
      return onlyFrom(Origin.SOURCE, held, new Hold(next));
    }
    WindowResult source = held.isFrom(Origin.SOURCE) ? held : next;
    WindowResult target = held.isFrom(Origin.SOURCE) ? next : held;
    long offset = source.sn() - target.sn();
    if (Math.abs(offset) > factor) {
      return onlyFrom(Origin.SOURCE, held, new Hold(next));
    }
    if (offset > 0) {
      Synchronised outcome = new Synchronised(source.sn(), offset);
      return Transition.forwarding(new Correct(offset, outcome), source);
    }
    Synchronised outcome = new Synchronised(target.sn(), offset);
    long count = Math.addExact(source.count(), Math.abs(offset));
    WindowResult last = new WindowResult(Origin.SOURCE, target.sn(), count);
    return Transition.forwarding(new Switched(outcome), last).telling(outcome);
  }

  /** Algorithm 6.3. */
  private static Transition correct(Correct state, WindowResult next) {
    if (next.isFrom(Origin.SOURCE)) {
      return Transition.to(state);
    }
    long count = next.count() - state.remainder();
    if (count <= 0) {
      return Transition.to(new Correct(-count, state.outcome()));
    }
    WindowResult first = new WindowResult(Origin.TARGET, next.sn(), count);
    return Transition.forwarding(new Switched(state.outcome()), first).telling(state.outcome());
  }

  private static Transition abort(MonitorState state, Abort cause) {
    return switch (state) {
      case Empty empty -> Transition.to(new PassSource(cause)).telling(new Aborted(cause));
      case Hold hold ->
          onlyFrom(Origin.SOURCE, hold.held(), new PassSource(cause)).telling(new Aborted(cause));
      case Correct correct -> Transition.to(state).telling(new AbortedTooLate(cause));
      case Switched switched -> Transition.to(state).telling(new AbortedTooLate(cause));
      case PassSource pass -> Transition.to(state);
    };
  }

  private static Transition onlyFrom(Origin origin, WindowResult result, MonitorState state) {
    return result.isFrom(origin) ? Transition.forwarding(state, result) : Transition.to(state);
  }
}
