package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.manifest.Problem;
import dev.millrace.api.manifest.Resource;
import dev.millrace.api.manifest.SourceMap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expressions, paths and formats of gateways. */
class GatewaysTest {
  private static final String GATEWAY = "gateway.yaml";

  @TempDir private Path copy;
  private ManifestDirectory parking;

  @BeforeEach
  void start() {
    parking = ManifestDirectory.of("valid-parking", copy);
  }

  @Test
  void theKeyNamesAVariableThatThePathDoesNotHave() {
    assertThat(parking.with(GATEWAY, "key: path.gate", "key: path.gat").problems())
        .containsExactly(
            "gateway.yaml:15  spec.resources[0].key",
            "path.gat",
            "^ no field 'gat' in path /lots/{lot}/gates/{gate} (fields: lot, gate)."
                + " Did you mean 'gate'?");
  }

  @Test
  void theKeyMayNotDependOnThePayload() {
    assertThat(parking.with(GATEWAY, "key: path.gate", "key: value.gate").problems())
        .hasSize(3)
        .last()
        .asString()
        .contains("no variable 'value' (variables: path, identity)");
  }

  @Test
  void authorizeIsACondition() {
    assertThat(
            parking
                .with(GATEWAY, "authorize: identity == path.gate", "authorize: identity")
                .problems())
        .containsExactly(
            "gateway.yaml:16  spec.resources[0].authorize",
            "identity",
            "^ bool expected, but this is string.");
  }

  @Test
  void twoResourcesTakeTheSamePaths() {
    assertThat(
            parking
                .with(
                    GATEWAY,
                    "    authorize: identity == path.gate\n",
                    "  - {path: \"/lots/{a}/gates/{b}\", topic: crossings}\n")
                .problems())
        .containsExactly(
            "gateway.yaml:16  spec.resources[1].path: spec.resources[0] takes the same paths:"
                + " /lots/{lot}/gates/{gate}. A path belongs to one resource.");
  }

  @Test
  void aVariableStandsInAPathTwice() {
    assertThat(
            parking
                .with(GATEWAY, "/lots/{lot}/gates/{gate}", "/lots/{gate}/gates/{gate}")
                .problems())
        .containsExactly(
            "gateway.yaml:11  spec.resources[0].path: variable {gate} is there twice."
                + " Name every variable of a path differently.");
  }

  @Test
  void whatIsObservedIsCheckedAsWell() {
    String resource = "    authorize: identity == path.gate\n";
    String observe =
        resource
            + "  observe:\n"
            + "    resources:\n"
            + "    - {path: \"/lots/{lot}/gates/{gate}\", topic: occupancy, key: path.lot}\n";
    ManifestDirectory observed = parking.with(GATEWAY, resource, observe);
    assertThat(observed.problems()).as("a path that is written as well").isEmpty();
    assertThat(
            observed
                .with(
                    GATEWAY,
                    "key: path.lot}\n",
                    """
                    key: path.lto}
                        - {path: "/lots/{a}/gates/{b}", topic: occupnacy, key: path.a}
                    """)
                .problems())
        .contains(
            "gateway.yaml:19  spec.observe.resources[0].key",
            "gateway.yaml:20  spec.observe.resources[1].path: spec.observe.resources[0] takes the"
                + " same paths: /lots/{lot}/gates/{gate}. A path belongs to one resource.",
            "gateway.yaml:20  spec.observe.resources[1].topic: no pipeline has a topic"
                + " 'occupnacy'. Topics: crossings, counts, occupancy, too-late. Did you mean"
                + " 'occupancy'?");
  }

  /** The schema refuses this in a file, but not every resource comes from one. */
  @Test
  void aFormatThatNobodyKnows() {
    GatewayResourceSpec resource =
        new GatewayResourceSpec(
            "/a", null, List.of("application/json", "text/jsno"), "a", null, null, null);
    Resource<?> gateway =
        new Resource<>(
            "CoapGateway",
            "default",
            "g",
            new CoapGatewaySpec("edge", null, List.of(), List.of(resource), null, null),
            SourceMap.unknown("cluster"));

    assertThat(PipelineCompiler.check(List.of(gateway)).problems())
        .filteredOn(problem -> problem.fieldPath().equals("spec.resources[0].formats[1]"))
        .extracting(Problem::message)
        .containsExactly("unknown media type 'text/jsno'.");
  }
}
