package dev.millrace.fleet.exchange;

import dev.millrace.fleet.exchange.ExchangeDecision.End;
import dev.millrace.fleet.exchange.ExchangeDecision.Retransmit;
import dev.millrace.fleet.exchange.ExchangeDecision.Wait;
import dev.millrace.fleet.exchange.ExchangeState.Stage;
import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.ResponseCodes;

/**
 * The client's half of RFC 7252 sections 4.2, 4.3 and 5.2 as a pure function from state, event and
 * time to a decision.
 *
 * @param times the transmission parameters
 */
public record ExchangeRules(CoapTimes times) {
  private static final int SUCCESS_CLASS = 2;

  /**
   * The state after the first transmission.
   *
   * @param random at least 0 and less than 1, places the first time-out between ACK_TIMEOUT and
   *     ACK_TIMEOUT times ACK_RANDOM_FACTOR
   */
  public ExchangeState start(boolean confirmable, double random, long now) {
    if (!confirmable) {
      long wait = times.nonLifetime().toNanos();
      return new ExchangeState(Stage.RESPONSE, now, wait, 0, now + wait);
    }
    double factor = 1 + random * (times.ackRandomFactor() - 1);
    long timeout = (long) (times.ackTimeout().toNanos() * factor);
    return new ExchangeState(Stage.ACKNOWLEDGEMENT, now, timeout, 0, now + timeout);
  }

  /** What follows when {@code event} happens to an exchange in {@code state} at {@code now}. */
  public ExchangeDecision on(ExchangeState state, ExchangeEvent event, long now) {
    return switch (event) {
      case ExchangeEvent.Timeout timeout -> timeout(state, now);
      case ExchangeEvent.EmptyAcknowledgement empty -> acknowledged(state, now);
      case ExchangeEvent.Reset reset -> new End(Outcome.RESET, 0);
      case ExchangeEvent.Response response -> new End(outcome(response.code()), response.code());
    };
  }

  private static Outcome outcome(int code) {
    return ResponseCodes.classOf(code) == SUCCESS_CLASS ? Outcome.ACKNOWLEDGED : Outcome.REFUSED;
  }

  private ExchangeDecision timeout(ExchangeState state, long now) {
    if (now < state.deadline()) {
      return new Wait(state);
    }
    if (state.stage() == Stage.RESPONSE || state.retransmissions() == times.maxRetransmit()) {
      return new End(Outcome.UNKNOWN, 0);
    }
    long timeout = state.timeout() * 2;
    return new Retransmit(
        new ExchangeState(
            Stage.ACKNOWLEDGEMENT,
            state.started(),
            timeout,
            state.retransmissions() + 1,
            now + timeout));
  }

  private ExchangeDecision acknowledged(ExchangeState state, long now) {
    if (state.stage() == Stage.RESPONSE) {
      return new Wait(state);
    }
    long wait = times.separateResponseWait().toNanos();
    return new Wait(
        new ExchangeState(
            Stage.RESPONSE, state.started(), wait, state.retransmissions(), now + wait));
  }
}
