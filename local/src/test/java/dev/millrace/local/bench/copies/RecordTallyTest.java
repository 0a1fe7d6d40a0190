package dev.millrace.local.bench.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.bench.copies.RecordTally.Seen;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordTallyTest {
  private final SentRecords sent = new SentRecords();

  RecordTallyTest() {
    for (int record = 1; record <= 20; record++) {
      sent.add("a", record * 10L);
      sent.add("b", record * 10L);
    }
  }

  @Test
  void theKthRecordOfADeviceMustGiveK() {
    RecordTally tally =
        RecordTally.of(
            sent,
            List.of(
                new Seen("a", 1, 10, 0),
                new Seen("a", 2, 20, 0),
                new Seen("a", 2, 20, 0),
                new Seen("a", 1, 20, 0),
                new Seen("b", 1, 200, 0),
                new Seen("b", 7, 7, 0)));
    assertThat(tally).isEqualTo(new RecordTally(40, 6, 2, 37, 3, 38));
  }

  @Test
  void oneRightOutputForEachRecordIsAllThereMayBe() {
    List<Seen> all =
        Stream.of("a", "b")
            .flatMap(
                device ->
                    IntStream.rangeClosed(1, 20).mapToObj(k -> new Seen(device, k, k * 10L, 0)))
            .toList();
    assertThat(RecordTally.of(sent, all)).isEqualTo(new RecordTally(40, 40, 0, 0, 0, 0));
  }

  @Test
  void stampsTellTheRecordsOfADeviceApart() {
    assertThatThrownBy(() -> sent.add("a", 200)).hasMessageContaining("not behind 200");
  }
}
