package dev.millrace.fleet.payload;

import static dev.millrace.fleet.payload.Payloads.choice;
import static dev.millrace.fleet.payload.Payloads.clock;
import static dev.millrace.fleet.payload.Payloads.constant;
import static dev.millrace.fleet.payload.Payloads.poisson;
import static dev.millrace.fleet.payload.Payloads.readings;
import static dev.millrace.fleet.payload.Payloads.replay;
import static dev.millrace.fleet.payload.Payloads.sequence;
import static dev.millrace.fleet.payload.Payloads.variable;
import static dev.millrace.fleet.payload.Payloads.walk;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.api.GeneratorSpec;
import dev.millrace.api.GeneratorSpec.WalkSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorsTest {
  private static final Path NO_FILES = Path.of("none");

  private static List<String> texts(
      Map<String, GeneratorSpec> payload, Path files, long seed, int device, int count) {
    Readings readings = readings(null, payload, files, seed, device);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(new String(readings.next(), UTF_8));
    }
    return texts;
  }

  @Property(tries = 200)
  void aWalkStaysWithinItsBoundsAndItsStep(
      @ForAll @DoubleRange(min = -100, max = 100) double min,
      @ForAll @DoubleRange(min = 0, max = 50) double width,
      @ForAll @DoubleRange(min = 0.001, max = 200) @Scale(3) double step,
      @ForAll long seed) {
    WalkSpec spec = new WalkSpec(null, step, min, min + width);
    Walk walk = new Walk(spec, Seeds.of(seed, 0).stream("walk"));
    double before = walk.next();
    // Rounding to two decimals more than the step has moves a value by half a hundredth of it.
    for (int i = 0; i < 200; i++) {
      double value = walk.next();
      assertThat(value).isBetween(min, min + width);
      assertThat(Math.abs(value - before)).isLessThanOrEqualTo(step * 1.01);
      before = value;
    }
  }

  @Test
  void aWalkMovesAndHasFewDecimals() {
    List<String> values = texts(Map.of("level", walk(20.0, 0.5, 0.0, 100.0)), NO_FILES, 1, 0, 100);

    assertThat(values.getFirst()).isEqualTo("{\"level\":20.0}");
    assertThat(values).allMatch(text -> text.matches("\\{\"level\":\\d+\\.\\d{1,3}}"));
    assertThat(values.stream().distinct().count()).isGreaterThan(80);
  }

  /** Mean and variance of a Poisson distribution are equal; five standard errors each. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 3, 9.99, 10, 25, 700, 1_000_000})
  void poissonCountsHaveTheirMeanAsMeanAndAsVariance(double mean) {
    Poisson poisson = new Poisson(mean, Seeds.of(11, 0).stream("poisson"));
    int count = 100_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      long value = poisson.next();
      assertThat(value).isNotNegative();
      sum += value - mean;
      squares += (value - mean) * (value - mean);
    }

    assertThat(sum / count).isCloseTo(0, within(5 * Math.sqrt(mean / count)));
    double varianceError = Math.sqrt((mean + 2 * mean * mean) / count);
    assertThat(squares / count).isCloseTo(mean, within(5 * varianceError));
  }

  /** Where rejection begins, a wrong constant would show in the shape and not in the mean. */
  @Test
  void poissonCountsHaveTheRightProbabilities() {
    double mean = 12;
    Poisson poisson = new Poisson(mean, Seeds.of(5, 0).stream("poisson"));
    int count = 200_000;
    int[] seen = new int[60];
    for (int i = 0; i < count; i++) {
      seen[poisson.next().intValue()]++;
    }
    double probability = Math.exp(-mean);
    for (int k = 0; k < 30; k++) {
      double expected = probability * count;
      assertThat((double) seen[k])
          .as("count %d", k)
          .isCloseTo(expected, within(5 * Math.sqrt(expected) + 5));
      probability *= mean / (k + 1);
    }
  }

  @Test
  void choicesAreEquallyLikely() {
    List<String> values = texts(Map.of("d", choice("in", "out")), NO_FILES, 1, 0, 10_000);

    long in = values.stream().filter("{\"d\":\"in\"}"::equals).count();
    assertThat(in).isBetween(4_750L, 5_250L);
    assertThat(values.stream().filter("{\"d\":\"out\"}"::equals).count()).isEqualTo(10_000 - in);
  }

  @Test
  void simpleFieldsSayWhatTheyStandForInTheOrderOfTheManifest() {
    Map<String, GeneratorSpec> payload = new LinkedHashMap<>();
    payload.put("z", constant("x\"y"));
    payload.put("a", constant(7));
    payload.put("h", constant(1.5e300));
    payload.put("t", constant(true));
    payload.put("lot", variable("lot"));
    payload.put("device", variable("device"));
    payload.put("n", sequence());
    payload.put("at", clock());

    assertThat(texts(payload, NO_FILES, 1, 4, 2))
        .containsExactly(
            "{\"z\":\"x\\\"y\",\"a\":7,\"h\":1.5E300,\"t\":true,\"lot\":\"south\",\"device\":4,"
                + "\"n\":1,\"at\":1700000000123}",
            "{\"z\":\"x\\\"y\",\"a\":7,\"h\":1.5E300,\"t\":true,\"lot\":\"south\",\"device\":4,"
                + "\"n\":2,\"at\":1700000000123}");
  }

  @Test
  void aReplayStartsAgainAtItsEndAndColumnsStayTogether(@TempDir Path files) throws Exception {
    Files.writeString(files.resolve("r.csv"), "a,b\n1,x\n2.5,y\n,z\n");
    Map<String, GeneratorSpec> payload = new LinkedHashMap<>();
    payload.put("a", replay("r.csv", "a"));
    payload.put("b", replay("r.csv", "b"));

    assertThat(texts(payload, files, 1, 0, 4))
        .containsExactly(
            "{\"a\":1,\"b\":\"x\"}",
            "{\"a\":2.5,\"b\":\"y\"}",
            "{\"a\":null,\"b\":\"z\"}",
            "{\"a\":1,\"b\":\"x\"}");
  }

  @Test
  void seedAndDeviceDecideEverythingAndLocaleAndOtherFieldsNothing() {
    Map<String, GeneratorSpec> payload = new LinkedHashMap<>();
    payload.put("level", walk(0.0, 0.25, -5.0, 5.0));
    payload.put("count", poisson(30.0));
    payload.put("way", choice("in", "out", "none"));
    List<String> reference = texts(payload, NO_FILES, 42, 3, 500);

    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(texts(payload, NO_FILES, 42, 3, 500)).isEqualTo(reference);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(texts(payload, NO_FILES, 43, 3, 500)).isNotEqualTo(reference);
    assertThat(texts(payload, NO_FILES, 42, 4, 500)).isNotEqualTo(reference);

    Map<String, GeneratorSpec> fewer = new LinkedHashMap<>(payload);
    fewer.remove("level");
    List<String> rest =
        reference.stream().map(text -> "{" + text.substring(text.indexOf(',') + 1)).toList();
    assertThat(texts(fewer, NO_FILES, 42, 3, 500)).isEqualTo(rest);
  }

  /** Golden values: a run must be repeatable with the next release and on another JDK. */
  @Test
  void theSequencesAreThoseOfEveryRelease() {
    Map<String, GeneratorSpec> payload = new LinkedHashMap<>();
    payload.put("level", walk(0.0, 0.25, -5.0, 5.0));
    payload.put("count", poisson(30.0));
    payload.put("way", choice("in", "out", "none"));

    assertThat(texts(payload, NO_FILES, 42, 3, 3))
        .containsExactly(
            "{\"level\":0.0,\"count\":25,\"way\":\"none\"}",
            "{\"level\":-0.1479,\"count\":33,\"way\":\"none\"}",
            "{\"level\":0.013,\"count\":30,\"way\":\"in\"}");
  }
}
