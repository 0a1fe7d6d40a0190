package dev.millrace.fleet.device;

import static dev.millrace.fleet.device.VirtualDevice.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fleet.device.VirtualDevice.End;
import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.SentExchange;
import dev.millrace.fleet.message.Reply.Kind;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Message;
import org.junit.jupiter.api.Test;

class SimulatedDeviceTest {
  private static final int CHANGED = 2 << 5 | 4;
  private static final int UNAVAILABLE = 5 << 5 | 3;

  private static VirtualDevice device(boolean confirmable, double rate, long seconds) {
    return device(confirmable, rate, seconds, DeviceLimits.DEFAULT);
  }

  private static VirtualDevice device(
      boolean confirmable, double rate, long seconds, DeviceLimits limits) {
    return new VirtualDevice(
        confirmable, List.of(new Phase(rate, false, seconds * SECOND)), limits);
  }

  /** I1: a message is sent, overflows the queue or is still in it; nothing is counted twice. */
  @Test
  void aSilentGatewayLetsOneExchangeThroughAndTheOverflowIsCounted() {
    VirtualDevice device = device(true, 10, 60, new DeviceLimits(16, 1, 0)).runUntil(60 * SECOND);

    assertThat(device.sent).hasSize(1);
    assertThat(device.ended).isEmpty();
    assertThat(device.retransmissions).isEqualTo(4);
    assertThat(device.skipped).isEqualTo(600 - 1 - 16);
    assertThat(device.transmitted).hasSize(5);
    assertThat(device.transmitted)
        .extracting(Message::getMID)
        .containsOnly(device.last().messageId());

    device.runUntil(100 * SECOND);
    assertThat(device.ended.getFirst()).isEqualTo(new End(Outcome.UNKNOWN, 0, 0));
    assertThat(device.sent).as("the next reading gets its turn").hasSize(2);
  }

  @Test
  void aPiggybackedResponseEndsTheExchangeAndMeasuresItsRoundTrip() {
    VirtualDevice device = device(true, 1, 1).runUntil(SECOND);
    SentExchange sent = device.last();
    device.now = sent.sentMicros() * 1_000 + 5_000_000;
    device.reply(Kind.PIGGYBACKED, sent.messageId(), sent.token(), CHANGED, 60);

    assertThat(device.ended).hasSize(1);
    assertThat(device.ended.getFirst().outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
    assertThat(device.ended.getFirst().roundTrip()).isBetween(5_000_000L - 1_000, 5_000_000L);
    assertThat(device.device.isDone()).isTrue();
  }

  @Test
  void aResponseNeedsTheTokenAndAnAcknowledgementTheMessageId() {
    VirtualDevice device = device(true, 1, 1).runUntil(SECOND);
    SentExchange sent = device.last();
    int otherId = sent.messageId() + 1 & 0xffff;
    device.reply(Kind.PIGGYBACKED, otherId, sent.token(), CHANGED, 60);
    device.reply(Kind.PIGGYBACKED, sent.messageId(), sent.token() + 1, CHANGED, 60);
    device.reply(Kind.RESET, otherId, 0, 0, 0);
    device.reply(Kind.EMPTY_ACKNOWLEDGEMENT, otherId, 0, 0, 0);
    device.reply(Kind.IGNORED, 0, 0, 0, 0);

    assertThat(device.ended).isEmpty();
    assertThat(device.unexpected).isEqualTo(5);
    device.reply(Kind.RESET, sent.messageId(), 0, 0, 0);
    assertThat(device.ended).containsExactly(new End(Outcome.RESET, 0, 0));
  }

  /** A3 from the other side: the response is acknowledged, and its copies are as well. */
  @Test
  void aSeparateResponseIsAcknowledgedEachTimeItComes() {
    VirtualDevice device = device(true, 1, 1).runUntil(SECOND);
    SentExchange sent = device.last();
    device.reply(Kind.EMPTY_ACKNOWLEDGEMENT, sent.messageId(), 0, 0, 0);
    device.runUntil(20 * SECOND);
    assertThat(device.retransmissions).isZero();
    device.reply(Kind.CONFIRMABLE, 77, sent.token(), CHANGED, 60);
    device.reply(Kind.CONFIRMABLE, 77, sent.token(), CHANGED, 60);
    device.reply(Kind.EMPTY_ACKNOWLEDGEMENT, sent.messageId(), 0, 0, 0);

    assertThat(device.ended).extracting(End::outcome).containsExactly(Outcome.ACKNOWLEDGED);
    assertThat(device.unexpected).isZero();
    assertThat(device.transmitted).hasSize(3);
    assertThat(device.transmitted.subList(1, 3))
        .allSatisfy(
            message -> {
              assertThat(message.getType()).isEqualTo(CoAP.Type.ACK);
              assertThat(message.getMID()).isEqualTo(77);
            });
  }

  @Test
  void aConfirmableMessageThatNobodyAwaitsIsReset() {
    VirtualDevice device = device(true, 1, 1).runUntil(SECOND);
    device.reply(Kind.CONFIRMABLE, 77, 12345, CHANGED, 60);
    device.reply(Kind.REJECTED, 78, 0, 0, 0);

    assertThat(device.transmitted.subList(1, 3))
        .extracting(Message::getType)
        .containsOnly(CoAP.Type.RST);
    assertThat(device.transmitted.subList(1, 3))
        .extracting(Message::getMID)
        .containsExactly(77, 78);
    assertThat(device.unexpected).isEqualTo(2);
    assertThat(device.ended).isEmpty();
  }

  @Test
  void after503TheSameReadingIsANewExchangeOnceMaxAgeHasPassed() {
    VirtualDevice device =
        device(true, 1, 2, new DeviceLimits(16, 1, 2)).runUntil(SECOND + SECOND / 2);
    for (int i = 0; i < 3; i++) {
      SentExchange sent = device.last();
      long refused = device.now;
      device.reply(Kind.PIGGYBACKED, sent.messageId(), sent.token(), UNAVAILABLE, 7);
      assertThat(device.ended.getLast().code()).isEqualTo(UNAVAILABLE);
      device.runUntil(refused + 7 * SECOND - 1);
      if (i < 2) {
        assertThat(device.sent).hasSize(i + 1);
        device.runUntil(refused + 7 * SECOND);
      }
    }

    assertThat(device.repeats).isEqualTo(2);
    assertThat(device.sent).extracting(SentExchange::repeat).containsExactly(0, 1, 2, 0);
    assertThat(device.sent.subList(0, 3))
        .extracting(SentExchange::payloadHash)
        .containsOnly(device.sent.getFirst().payloadHash());
    assertThat(device.sent).extracting(SentExchange::token).doesNotHaveDuplicates();
    assertThat(device.sent).extracting(SentExchange::messageId).doesNotHaveDuplicates();
    assertThat(device.last().payloadHash())
        .as("the second reading follows when the first is given up")
        .isNotEqualTo(device.sent.getFirst().payloadHash());
  }

  @Test
  void a503WithMaxAgeZeroDoesNotMakeTheDeviceHammer() {
    VirtualDevice device = device(true, 1, 1).runUntil(SECOND);
    SentExchange sent = device.last();
    device.reply(Kind.PIGGYBACKED, sent.messageId(), sent.token(), UNAVAILABLE, 0);

    assertThat(device.runUntil(2 * SECOND - 1).sent).hasSize(1);
    assertThat(device.runUntil(2 * SECOND).sent).hasSize(2);
  }

  @Test
  void nonConfirmableRequestsDoNotWaitForOneAnother() {
    VirtualDevice device = device(false, 10, 10, new DeviceLimits(16, 16, 0)).runUntil(10 * SECOND);

    assertThat(device.sent).hasSize(100);
    assertThat(device.transmitted).hasSize(100);
    assertThat(device.transmitted).extracting(Message::getType).containsOnly(CoAP.Type.NON);
    assertThat(device.ended).as("at most 16 are awaited").hasSize(84);
    SentExchange answered = device.sent.get(90);
    device.reply(Kind.NON_CONFIRMABLE, 5, answered.token(), CHANGED, 60);
    assertThat(device.ended).hasSize(85);
    assertThat(device.ended.getLast().outcome()).isEqualTo(Outcome.ACKNOWLEDGED);

    device.runUntil(200 * SECOND);
    assertThat(device.ended).hasSize(100);
    assertThat(device.retransmissions).isZero();
    assertThat(device.device.isDone()).isTrue();
  }

  @Test
  void messageIdsAreSequentialModuloTwoToTheSixteenth() {
    VirtualDevice device = device(false, 2, 2).runUntil(2 * SECOND);

    assertThat(device.sent).extracting(SentExchange::messageId).containsExactly(65_535, 0, 1, 2);
  }

  @Test
  void stoppingSkipsWhatWaitsAndLeavesWhatIsUnderWay() {
    VirtualDevice device = device(true, 10, 60).runUntil(SECOND / 2);
    assertThat(device.sent).hasSize(1);
    device.device.stop();

    assertThat(device.skipped).isEqualTo(4);
    assertThat(device.device.isDone()).isFalse();
    SentExchange sent = device.last();
    device.reply(Kind.PIGGYBACKED, sent.messageId(), sent.token(), UNAVAILABLE, 1);
    assertThat(device.device.isDone()).as("not repeated after a stop").isTrue();
    assertThat(device.ended).extracting(End::outcome).containsExactly(Outcome.REFUSED);
  }

  @Test
  void abandoningEndsWhatIsUnderWayAsUnknown() {
    VirtualDevice device = device(false, 10, 1).runUntil(SECOND);
    device.device.abandon();

    assertThat(device.ended).hasSize(10).containsOnly(new End(Outcome.UNKNOWN, 0, 0));
    assertThat(device.device.isDone()).isTrue();
  }
}
