package dev.millrace.local.bench.coap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ratios round by round, beside their bars. */
final class ComparisonTest {
  private static Cells cells(double[] perSecond, double[] p99) {
    Cells cells = new Cells();
    for (int round = 0; round < perSecond.length; round++) {
      Map<String, Object> load = new LinkedHashMap<>();
      load.put("requestsPerSecond", perSecond[round]);
      load.put("p99Millis", p99[round]);
      cells.add(new Cell(load, Map.of(), true, 100, 1, 0));
    }
    return cells;
  }

  private final Map<CoapContender, Cells> cells =
      Map.of(
          CoapContender.OURS, cells(new double[] {300, 200, 100}, new double[] {2, 2, 6}),
          CoapContender.DEFAULT, cells(new double[] {100, 100, 100}, new double[] {9, 1, 9}),
          CoapContender.PEERS, cells(new double[] {100, 50, 400}, new double[] {4, 8, 3}),
          CoapContender.ECHO, cells(new double[] {600, 600, 600}, new double[] {1, 1, 1}));

  private static double[] ratios(Row row) {
    return ((Samples) row.figures().get("ratio")).values();
  }

  @Test // I3: repeats
  void ratiosAreTakenRoundByRoundAndTheirMedianCounts() {
    List<Row> rows =
        new Comparison("clients", 150, cells)
            .rate(CoapContender.DEFAULT, 2)
            .rate(CoapContender.PEERS, 3.5)
            .rows();

    assertThat(ratios(rows.get(0))).containsExactly(3, 2, 1);
    assertThat(rows.get(0).met()).isTrue();
    assertThat(rows.get(0).bars()).isEqualTo("ratio ≥ 2");
    assertThat(ratios(rows.get(1))).containsExactly(3, 4, 0.25);
    assertThat(rows.get(1).met()).isFalse();
  }

  @Test
  void whoIsMissingIsNotComparedWith() {
    assertThat(new Comparison("clients", 150, cells).rate(CoapContender.LIBCOAP, 1.2).rows())
        .isEmpty();
  }

  @Test
  void aRoundWithoutAnswersHasNoRatio() {
    Map<CoapContender, Cells> dying =
        Map.of(
            CoapContender.OURS, cells(new double[] {300, 300}, new double[] {2, 2}),
            CoapContender.DEFAULT, cells(new double[] {100, 0}, new double[] {9, 0}),
            CoapContender.PEERS, cells(new double[] {0, 0}, new double[] {0, 0}));
    List<Row> rows =
        new Comparison("clients", 150, dying)
            .rate(CoapContender.DEFAULT, 2)
            .figure(CoapContender.DEFAULT, "p99Millis", 0.1)
            .rate(CoapContender.PEERS, 2)
            .rows();

    assertThat(ratios(rows.get(0))).containsExactly(3);
    assertThat(ratios(rows.get(1))).hasSize(1);
    assertThat(rows.get(2).figures()).containsEntry("ratio", "no answers");
    assertThat(rows.get(2).hasBars()).isFalse();
  }

  @Test
  void theBestInJavaIsAnotherOneInEachRoundAndNeverTheEcho() {
    List<Row> rows = new Comparison("clients", 150, cells).bestInJava("p99Millis").rows();

    assertThat(ratios(rows.get(0))).containsExactly(0.5, 2, 2);
    assertThat(rows.get(0).contender())
        .isEqualTo("150 clients, gateway / the best other in Java, p99");
    assertThat(rows.get(0).met()).isFalse();
  }
}
