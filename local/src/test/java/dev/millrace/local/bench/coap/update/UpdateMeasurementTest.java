package dev.millrace.local.bench.coap.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.JvmOptions;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways as processes that are replaced under load, in small. */
class UpdateMeasurementTest {
  @TempDir Path directory;

  // Would catch: a gateway that ends without leaving all sessions, or leaves them to nobody; an
  // answer 2.04 before the record is in Kafka; answers that the successor does not know.
  @Test // A5, G: an update of a gateway under load
  void allSessionsGoOnAndNothingIsLostHoweverAGatewayIsReplaced() throws Exception {
    try (Bench bench = Bench.start(directory, true, JvmOptions.withHeap("256m"), message -> {})) {
      List<Row> rows =
          new UpdateMeasurement(any -> new UpdateMeasurement.Scale(20, 40, 1, 1)).measure(bench);

      assertThat(rows).hasSize(2);
      for (Row row : rows) {
        assertThat(figure(row, "keptPercent")).as(row.contender()).isEqualTo(100);
        assertThat(figure(row, "handshakes")).isZero();
        assertThat(figure(row, "acknowledgedMissing")).isZero();
        assertThat(figure(row, "writtenTwice")).isZero();
        // Each has posted to get its session, and at the end.
        assertThat(figure(row, "acknowledged")).isGreaterThanOrEqualTo(40);
      }
    }
  }

  private static double figure(Row row, String name) {
    return ((Samples) row.figures().get(name)).values()[0];
  }
}
