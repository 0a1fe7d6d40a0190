package dev.millrace.fleet.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fleet.check.Problem;
import dev.millrace.fleet.check.Problems;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DevicePathsTest {
  private static final Map<String, List<String>> VARIABLES =
      Map.of("lot", List.of("n", "s"), "gate", List.of("1", "2", "3"), "city", List.of("a", "b"));

  private static List<String> problems(String template, Map<String, List<String>> variables) {
    Problems problems = new Problems();
    assertThat(DevicePaths.compile(template, variables, 3, problems)).isEmpty();
    return problems.list().stream().map(Problem::toString).toList();
  }

  @Test
  void allCombinationsOccurAndTheLastVariableOfThePathChangesFastest() {
    DevicePaths paths =
        DevicePaths.compile("/{lot}/g{gate}-{device}/x", VARIABLES, 12, new Problems())
            .orElseThrow();

    assertThat(IntStream.range(0, 13).mapToObj(paths::path))
        .startsWith(
            List.of("n", "g1-0", "x"),
            List.of("n", "g2-1", "x"),
            List.of("n", "g3-2", "x"),
            List.of("s", "g1-3", "x"))
        .endsWith(List.of("n", "g1-12", "x"));
    assertThat(IntStream.range(0, 12).mapToObj(paths::variables)).doesNotHaveDuplicates();
    assertThat(paths.variables(5)).containsEntry("city", "a");
    assertThat(paths.variables(6)).containsEntry("city", "b");
  }

  @Test
  void aValueMayHoldASlashOrADollarSign() {
    DevicePaths paths =
        DevicePaths.compile("/a/{v}", Map.of("v", List.of("x/y$1")), 1, new Problems())
            .orElseThrow();

    assertThat(paths.path(0)).containsExactly("a", "x/y$1");
  }

  @Test
  void badTemplatesAreExplained() {
    assertThat(problems("/{lot}/{gat}", VARIABLES))
        .containsExactly("spec.path: unknown variable {gat}; there are [city, device, gate, lot]");
    assertThat(problems("lots", VARIABLES)).singleElement().asString().contains("starts with '/'");
    assertThat(problems(null, VARIABLES)).singleElement().asString().contains("starts with '/'");
    assertThat(problems("/a?b", VARIABLES)).singleElement().asString().contains("query");
    assertThat(problems("/{lot", VARIABLES)).singleElement().asString().contains("unpaired brace");
    assertThat(problems("/{v}", Map.of("v", List.of())))
        .singleElement()
        .asString()
        .startsWith("spec.variables.v: needs at least one value");
    assertThat(problems("/{device}", Map.of("device", List.of("x"))))
        .singleElement()
        .asString()
        .startsWith("spec.variables.device");
    assertThat(problems("/{v}", Map.of("v", List.of("x", "y".repeat(256)))))
        .containsExactly(
            "spec.path: a segment of device 1 has 256 bytes; at most 255 are allowed (RFC 7252"
                + " section 5.10)");
  }
}
