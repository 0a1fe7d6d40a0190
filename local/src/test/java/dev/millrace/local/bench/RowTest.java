package dev.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RowTest {

  @Test
  void aBarLooksAtTheMedianAndCountsItsBoundAsMet() {
    Row row = new Row("pauses", "light").with("gapMaxMillis", new Samples(10, 50, 900));

    assertThat(row.bar(Bar.atMost("gapMaxMillis", 50)).met()).isTrue();
    assertThat(row.bar(Bar.atLeast("gapMaxMillis", 51)).met()).isFalse();
  }

  @Test
  void aBarNeedsItsFigure() {
    assertThatThrownBy(() -> new Row("m", "c").bar(Bar.atMost("ratio", 1)))
        .hasMessageContaining("ratio ≤ 1");
  }

  @Test // I2
  void samplesBecomeMedianLeastAndGreatest() {
    Row row = new Row("m", "c").with("rssMiB", new Samples(3, 1, 2)).bar(Bar.atMost("rssMiB", 1));

    assertThat(row.toJson())
        .containsExactly(
            entry("measurement", "m"),
            entry("contender", "c"),
            entry("rssMiB", 2.0),
            entry("rssMiBLeast", 1.0),
            entry("rssMiBGreatest", 3.0),
            entry("bar", "rssMiB ≤ 1"),
            entry("met", false));
  }

  @Test // I3
  void jsonIsOneObjectOfBenchEnvironmentAndRows() throws Exception {
    String json =
        Rendering.json("stage", Map.of("cores", 2), List.of(new Row("m", "c").with("keys", 7)));

    JsonNode read = new JsonMapper().readTree(json);
    assertThat(read.path("bench").asText()).isEqualTo("stage");
    assertThat(read.path("environment").path("cores").asInt()).isEqualTo(2);
    assertThat(read.path("rows").path(0).path("keys").asInt()).isEqualTo(7);
  }

  @Test // I3
  void csvHasALineForEachFigure() {
    Row row =
        new Row("m", "10 clients, ours").with("rate", new Samples(3, 1, 2)).with("alive", "1 of 1");

    assertThat(Rendering.csv(List.of(row)))
        .isEqualTo(
            """
            measurement,contender,figure,value,least,greatest
            m,"10 clients, ours",rate,2.0,1.0,3.0
            m,"10 clients, ours",alive,1 of 1,1 of 1,1 of 1
            """);
  }

  @Test
  void aTableHasALineForEachContenderAndSaysWhatIsMissed() {
    List<Row> rows =
        List.of(
            new Row("speed", "ours").with("ratio", 1.5).bar(Bar.atLeast("ratio", 1.3)),
            new Row("speed", "theirs").with("ratio", 1.0).bar(Bar.atLeast("ratio", 1.3)),
            new Row("memory", "ours").with("rssMiB", 9.0));

    assertThat(Rendering.environment(Map.of("cores", 2)) + Rendering.tables(rows))
        .isEqualTo(
            """
            cores 2 \s

            speed   ratio  bar
            ours    1.50   ratio ≥ 1.30  met
            theirs  1      ratio ≥ 1.30  MISSED

            memory  rssMiB  bar
            ours    9
            """);
  }
}
