package dev.millrace.local.check;

import static dev.millrace.local.check.LogText.data;
import static dev.millrace.local.check.LogText.tick;
import static dev.millrace.local.check.LogText.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fleet.log.MemoryFleetLog;
import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.PayloadHash;
import dev.millrace.fleet.log.SentExchange;
import dev.millrace.local.check.Defect.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** C3-08: what was acknowledged is there once, whatever else happened at most once. */
class ExchangeCheckTest {
  private static final InetSocketAddress DEVICE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

  @Test
  void acknowledgedOnceAndOthersAtMostOnceIsRight() {
    ExchangeVerdict verdict = verdict(log -> {}, false);
    assertThat(verdict.defects().samples()).isEmpty();
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.acknowledged()).isEqualTo(2);
    assertThat(verdict.unacknowledged()).isEqualTo(2);
    assertThat(verdict.found()).isEqualTo(3);
    assertThat(verdict.unacknowledgedFound()).isEqualTo(1);
  }

  @Test
  void anAcknowledgedMessageThatIsNotThereIsMissing() {
    ExchangeVerdict verdict = verdict(log -> log.log("in", 0).remove(0), false);
    assertThat(verdict.defects().missing()).isEqualTo(1);
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.defects().samples().get(0).identity()).contains("0000000000000001");
  }

  @Test
  void aSecondCopyIsAFaultAcknowledgedOrNot() {
    for (int index = 0; index < 3; index++) {
      int copied = index;
      ExchangeVerdict verdict =
          verdict(log -> log.add("in", 1, log.log("in", 0).get(copied)), false);
      assertThat(verdict.defects().repeated()).isEqualTo(1);
      assertThat(verdict.holds()).isFalse();
    }
  }

  @Test
  void anotherPayloadIsADifference() {
    ExchangeVerdict verdict =
        verdict(
            log -> {
              LogRecord old = log.log("in", 0).remove(0);
              log.add("in", 0, new LogRecord(0, 1, null, LogText.bytes("m9"), old.headers()));
            },
            false);
    assertThat(verdict.defects().different()).isEqualTo(1);
    assertThat(verdict.defects().samples().get(0).kind()).isEqualTo(Kind.DIFFERENT);
  }

  @Test
  void whatNoFleetHasSentIsUnexpected() {
    Consumer<MemoryLog> strange =
        log -> {
          log.add("in", 0, record(77, 5, "m5"));
          log.add("in", 0, record(3, 5, "another message id"));
          log.add("in", 0, data(1, "k", "no headers"));
        };
    ExchangeVerdict verdict = verdict(strange, false);
    assertThat(verdict.defects().unexpected()).isEqualTo(3);
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict(strange, true).holds()).isTrue();
  }

  @Test
  void ofOutsideDevicesOnlyRepeatsAreNoticed() {
    ExchangeVerdict verdict =
        verdict(
            log -> {
              log.add("in", 0, record(77, 5, "m5"));
              log.add("in", 1, record(77, 5, "m5"));
            },
            true);
    assertThat(verdict.outside()).isEqualTo(2);
    assertThat(verdict.defects().repeated()).isEqualTo(1);
    assertThat(verdict.holds()).isFalse();
  }

  private static ExchangeVerdict verdict(Consumer<MemoryLog> change, boolean outsideAllowed) {
    MemoryFleetLog fleet = new MemoryFleetLog();
    end(fleet, 1, Outcome.ACKNOWLEDGED, 0x44);
    end(fleet, 2, Outcome.ACKNOWLEDGED, 0x44);
    end(fleet, 3, Outcome.UNKNOWN, 0);
    end(fleet, 4, Outcome.REFUSED, 0xa3);
    MemoryLog log =
        new MemoryLog()
            .topic("in", 2)
            .add("in", 0, record(1, 1, "m1"))
            .add("in", 0, record(2, 2, "m2"))
            .add("in", 0, record(3, 3, "m3"))
            .add("in", 1, tick(1));
    change.accept(log);
    return ExchangeCheck.run(List.of("in"), List.of(fleet), outsideAllowed, log);
  }

  private static void end(MemoryFleetLog log, int number, Outcome outcome, int code) {
    byte[] payload = LogText.bytes("m" + number);
    SentExchange sent =
        new SentExchange(
            0, DEVICE, number, number, payload.length, PayloadHash.of(payload), 0, 0, 0);
    log.ended(log.sent(sent), sent, outcome, code, 1_000);
  }

  private static LogRecord record(int token, int messageId, String payload) {
    Map<String, byte[]> headers = new HashMap<>();
    headers.put("coap-token", new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) token});
    LogRecord plain = new LogRecord(0, 1, null, LogText.bytes(payload), headers);
    return with(
        with(plain, "coap-peer", "127.0.0.1:40000"), "coap-mid", Integer.toString(messageId));
  }
}
