package dev.millrace.stream.strategy;

import dev.millrace.stream.strategy.MonitorState.PassSource;
import dev.millrace.stream.strategy.MonitorState.Switched;
import dev.millrace.stream.strategy.RoutingEvent.Echo;

/**
 * All that a {@link Routing} knows between two records of the shadow topic. Immutable.
 *
 * @param monitor which of the two operators is passed on
 * @param held the output that the monitor holds back, or null
 * @param continuity up to where each operator has counted
 * @param source the source's last output, or null
 * @param target the target's last output, or null
 * @param reversed whether the two have changed roles, on the way back
 * @param breach why the operators cannot be compared, or null
 * @param <T> what the router keeps of an output
 */
public record RoutingState<T>(
    MonitorState monitor,
    Echo<T> held,
    SerialContinuity continuity,
    Echo<T> source,
    Echo<T> target,
    boolean reversed,
    String breach) {

  /** Before the first record. */
  public static <T> RoutingState<T> initial() {
    return new RoutingState<>(
        MonitorState.initial(), null, SerialContinuity.initial(), null, null, false, null);
  }

  /** To whom the router may hand over; null as long as it may not. */
  public Origin heir() {
    return switch (monitor) {
      case PassSource pass -> Origin.SOURCE;
      case Switched switched -> reversed ? Origin.SOURCE : Origin.TARGET;
      default -> null;
    };
  }

  /** How the operators synchronised, or null; not on the way back. */
  public MonitorNotice.Synchronised outcome() {
    return !reversed && monitor instanceof Switched switched ? switched.outcome() : null;
  }

  /** Up to where nothing of either operator will be wanted again. */
  long processed() {
    long bySource = source == null ? 0 : source.sn();
    long byTarget = target == null ? 0 : target.sn();
    if (heir() != null) {
      return heir() == Origin.SOURCE ? bySource : byTarget;
    }
    return Math.min(bySource, byTarget);
  }

  RoutingState<T> with(MonitorState next, Echo<T> nowHeld) {
    return new RoutingState<>(next, nowHeld, continuity, source, target, reversed, breach);
  }

  RoutingState<T> seen(Echo<T> echo) {
    boolean isSource = echo.origin() == Origin.SOURCE;
    return new RoutingState<>(
        monitor,
        held,
        continuity,
        isSource ? echo : source,
        isSource ? target : echo,
        reversed,
        breach);
  }

  RoutingState<T> counted(SerialContinuity next) {
    return new RoutingState<>(monitor, held, next, source, target, reversed, breach);
  }

  RoutingState<T> breached(String why) {
    return new RoutingState<>(monitor, held, continuity, source, target, reversed, why);
  }

  RoutingState<T> turnedRound() {
    return new RoutingState<>(
        MonitorState.initial(), null, continuity, source, target, true, breach);
  }
}
