package dev.millrace.fleet.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetLogTest {
  private static SentExchange exchange(int number) {
    int device = number % 300;
    return new SentExchange(
        device,
        PeerAddress.parse("127.0.0.1:" + (20_000 + device)),
        number * 7 & 0xffff,
        0x8000_0000_0000_0001L * number,
        number % 1_025,
        -number,
        number % 33,
        1_700_000_000_000_000L + number,
        1_700_000_000_000_500L + number);
  }

  @Test
  void everyExchangeIsFoundByPeerTokenAndMessageIdAndNoOtherIs() {
    MemoryFleetLog log = new MemoryFleetLog();
    for (int i = 1; i <= 20_000; i++) {
      long reference = log.sent(exchange(i));
      if (i % 3 == 0) {
        log.ended(reference, exchange(i), Outcome.REFUSED, 5 << 5 | 3, 1_234_999L);
      }
    }
    for (int i = 1; i <= 20_000; i++) {
      SentExchange sent = exchange(i);
      String peer = PeerAddress.text(sent.local());
      LoggedExchange found = log.find(peer, sent.tokenBytes(), sent.messageId()).orElseThrow();
      assertThat(found.sent()).isEqualTo(sent);
      assertThat(found.index()).isEqualTo(i - 1);
      assertThat(found.outcome()).isEqualTo(i % 3 == 0 ? Outcome.REFUSED : Outcome.OUTSTANDING);
      assertThat(found.codeText()).isEqualTo(i % 3 == 0 ? "5.03" : "-");
      assertThat(found.roundTripMicros()).isEqualTo(i % 3 == 0 ? 1_234 : 0);
    }
    SentExchange one = exchange(1);
    assertThat(log.find("127.0.0.1:20001", one.tokenBytes(), 8)).isEmpty();
    assertThat(log.find("127.0.0.1:20002", one.tokenBytes(), 7)).isEmpty();
    assertThat(log.find("127.0.0.2:20001", one.tokenBytes(), 7)).isEmpty();
    assertThat(log.find("127.0.0.1:20001", exchange(20_001).tokenBytes(), 7)).isEmpty();
    assertThat(log.find("127.0.0.1:20001", new byte[4], 7)).isEmpty();
  }

  @Test
  void aLookUpSeesWhatWasSentAfterTheLastLookUp() {
    MemoryFleetLog log = new MemoryFleetLog();
    for (int i = 1; i <= 3_000; i++) {
      log.sent(exchange(i));
      SentExchange sent = exchange(i);
      assertThat(log.find(PeerAddress.text(sent.local()), sent.tokenBytes(), sent.messageId()))
          .isPresent();
    }
    List<Integer> indexes = new ArrayList<>();
    log.forEach(logged -> indexes.add(logged.index()));
    assertThat(indexes).hasSize(3_000).isSorted();
  }

  @Test
  void addressesAreReadBackAndNamesAreNotResolved() {
    for (String text : List.of("127.0.0.1:5683", "[0:0:0:0:0:0:0:1]:5684")) {
      assertThat(PeerAddress.text(PeerAddress.parse(text))).isEqualTo(text);
    }
    assertThat(PeerAddress.parse("::1:5684")).isEqualTo(PeerAddress.parse("[::1]:5684"));
    for (String text : List.of("localhost:1", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:70000", "")) {
      assertThatThrownBy(() -> PeerAddress.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + text + "'");
    }
  }

  /** The 64-bit FNV-1a of the published test vectors. */
  @Test
  void payloadsAreHashedByFnv1a() {
    assertThat(PayloadHash.of(new byte[0])).isEqualTo(0xcbf29ce484222325L);
    assertThat(PayloadHash.of(new byte[] {'a'})).isEqualTo(0xaf63dc4c8601ec8cL);
    assertThat(PayloadHash.of(new byte[] {'f', 'o', 'o', 'b', 'a', 'r'}))
        .isEqualTo(0x85944171f73967e8L);
  }

  @Test
  void theFileHoldsALineWhenSentAndALineWhenEnded(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("fleet.ndjson");
    MemoryFleetLog memory = new MemoryFleetLog();
    try (NdjsonFleetLog log = NdjsonFleetLog.create(file, memory)) {
      for (int i = 1; i <= 3; i++) {
        long reference = log.sent(exchange(i));
        log.ended(reference, exchange(i), Outcome.ACKNOWLEDGED, 2 << 5 | 4, 5_000);
      }
    }

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(6);
    JsonNode sent = new ObjectMapper().readTree(lines.get(2));
    JsonNode ended = new ObjectMapper().readTree(lines.get(3));
    assertThat(sent.get("event").asText()).isEqualTo("sent");
    assertThat(sent.get("peer").asText()).isEqualTo("127.0.0.1:20002");
    assertThat(sent.get("token").asText()).isEqualTo("0000000000000002");
    assertThat(sent.get("payloadHash").asText()).isEqualTo("fffffffffffffffe");
    assertThat(ended.get("token")).isEqualTo(sent.get("token"));
    assertThat(ended.get("outcome").asText()).isEqualTo("ACKNOWLEDGED");
    assertThat(ended.get("code").asText()).isEqualTo("2.04");
    assertThat(ended.get("roundTripMicros").asInt()).isEqualTo(5);
    assertThat(memory.get(2).outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
  }
}
