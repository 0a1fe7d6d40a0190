package dev.millrace.fleet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fleet.exchange.ExchangeDecision.End;
import dev.millrace.fleet.exchange.ExchangeDecision.Retransmit;
import dev.millrace.fleet.exchange.ExchangeDecision.Wait;
import dev.millrace.fleet.exchange.ExchangeState.Stage;
import dev.millrace.fleet.log.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** A4 and A9 of the gateway's checklist, seen from the client. */
class ExchangeRulesTest {
  private static final int CHANGED = 2 << 5 | 4;
  private static final int NOT_FOUND = 4 << 5 | 4;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final ExchangeRules rules = new ExchangeRules(CoapTimes.RFC_7252);

  @Property
  void anUnansweredRequestIsRetransmittedWithinTheBoundsOfTheRfc(
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
    long start = 5 * SECOND;
    ExchangeState state = rules.start(true, random, start);
    List<Long> sendings = new ArrayList<>(List.of(start));
    ExchangeDecision decision = rules.on(state, new ExchangeEvent.Timeout(), state.deadline());
    while (decision instanceof Retransmit retransmit) {
      sendings.add(state.deadline());
      state = retransmit.next();
      decision = rules.on(state, new ExchangeEvent.Timeout(), state.deadline());
    }

    assertThat(decision).isEqualTo(new End(Outcome.UNKNOWN, 0));
    assertThat(sendings).hasSize(5);
    long first = sendings.get(1) - start;
    assertThat(first).isBetween(2 * SECOND, 3 * SECOND);
    for (int i = 1; i < 4; i++) {
      assertThat(sendings.get(i + 1) - sendings.get(i)).isEqualTo(first << i);
    }
    // MAX_TRANSMIT_SPAN and MAX_TRANSMIT_WAIT, section 4.8.2.
    assertThat(sendings.getLast() - start).isLessThanOrEqualTo(45 * SECOND);
    assertThat(state.deadline() - start).isBetween(62 * SECOND, 93 * SECOND);
  }

  @Test
  void nothingHappensBeforeTheDeadline() {
    ExchangeState state = rules.start(true, 0.5, 0);

    assertThat(rules.on(state, new ExchangeEvent.Timeout(), state.deadline() - 1))
        .isEqualTo(new Wait(state));
  }

  @Test
  void anEmptyAcknowledgementEndsRetransmissionAndTheWaitForTheResponseEndsToo() {
    ExchangeState sent = rules.start(true, 0, 0);
    Wait wait = (Wait) rules.on(sent, new ExchangeEvent.EmptyAcknowledgement(), SECOND);

    assertThat(wait.next().stage()).isEqualTo(Stage.RESPONSE);
    assertThat(wait.next().deadline()).isEqualTo(94 * SECOND);
    // A copy of the acknowledgement must not prolong the wait.
    assertThat(rules.on(wait.next(), new ExchangeEvent.EmptyAcknowledgement(), 50 * SECOND))
        .isEqualTo(wait);
    assertThat(rules.on(wait.next(), new ExchangeEvent.Timeout(), 94 * SECOND))
        .isEqualTo(new End(Outcome.UNKNOWN, 0));
  }

  @Test
  void aResponseEndsTheExchangeInEveryStage() {
    ExchangeState sent = rules.start(true, 0, 0);
    Wait wait = (Wait) rules.on(sent, new ExchangeEvent.EmptyAcknowledgement(), SECOND);

    for (ExchangeState state : List.of(sent, wait.next())) {
      assertThat(rules.on(state, new ExchangeEvent.Response(CHANGED), SECOND))
          .isEqualTo(new End(Outcome.ACKNOWLEDGED, CHANGED));
      assertThat(rules.on(state, new ExchangeEvent.Response(NOT_FOUND), SECOND))
          .isEqualTo(new End(Outcome.REFUSED, NOT_FOUND));
      assertThat(rules.on(state, new ExchangeEvent.Reset(), SECOND))
          .isEqualTo(new End(Outcome.RESET, 0));
    }
  }

  @Test
  void aNonConfirmableRequestIsNeverSentAgain() {
    ExchangeState state = rules.start(false, 0.5, 0);

    assertThat(state.deadline()).isEqualTo(145 * SECOND);
    assertThat(rules.on(state, new ExchangeEvent.Timeout(), state.deadline()))
        .isEqualTo(new End(Outcome.UNKNOWN, 0));
  }
}
