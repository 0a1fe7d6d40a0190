package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.millrace.operator.render.RenderSettings;
import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.render.RenderSettings.SharedAccess;
import dev.millrace.operator.render.RenderSettings.Storage;
import dev.millrace.operator.render.RenderSettings.Workload;
import dev.millrace.operator.status.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the chart renders is what this operator reads; helm/test compares the rest. */
class ChartTest {
  private static final Path HELM = Path.of("../helm");
  private static final Pattern REASONS = Pattern.compile("reason!?=~?\"([A-Z][A-Za-z|]+)\"");

  @Test
  void everyValueReachesTheOperator() throws IOException {
    OperatorSettings settings = settings("everything");
    assertThat(settings)
        .isEqualTo(
            new OperatorSettings(
                Set.of(),
                8080,
                Duration.ofSeconds(30),
                2,
                Optional.of(new LeaseSettings("millrace-system", "conductor", "metadata.name")),
                new RenderSettings(
                    "registry.example:5000/streams/millrace-",
                    "0.9",
                    "Always",
                    List.of("registry", "mirror"),
                    Storage.Ephemeral,
                    "fast",
                    "512Mi",
                    SharedAccess.ReadWriteMany,
                    8,
                    Workload.DaemonSet,
                    1,
                    Exposure.HostPort,
                    true)));
  }

  @Test
  void theDefaultsOfTheChartAreThoseOfTheOperator() throws IOException {
    assertThat(settings("default"))
        .isEqualTo(SettingsReader.read(Map.of("MILLRACE_IMAGE_TAG", "1"), List.of()));
  }

  @Test
  void namespacesAndWhatIsLeftOutReachIt() throws IOException {
    assertThat(settings("namespaced").namespaces()).containsExactlyInAnyOrder("plant", "default");
    assertThat(settings("without").rendering().networkPolicies()).isFalse();
  }

  @Test
  void alertsNameReasonsThatThereAre() throws IOException {
    List<String> named = new ArrayList<>();
    for (JsonNode rule : objects("monitoring", "PrometheusRule").findValues("expr")) {
      REASONS
          .matcher(rule.asText())
          .results()
          .forEach(match -> named.addAll(List.of(match.group(1).split("\\|"))));
    }
    assertThat(named)
        .contains("PartitionsWithoutOwner", "MigrationRunning")
        .isSubsetOf(Arrays.stream(Reason.values()).map(Reason::name).toList());
  }

  @Test
  void theDashboardIsJson() throws IOException {
    Path file = HELM.resolve("millrace/files/dashboard.json");
    JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
    assertThat(dashboard.path("panels")).isNotEmpty();
    assertThat(dashboard.findValuesAsText("id")).doesNotHaveDuplicates();
  }

  private static OperatorSettings settings(String rendered) throws IOException {
    JsonNode container = objects(rendered, "Deployment").at("/spec/template/spec/containers/0");
    Map<String, String> environment = new LinkedHashMap<>();
    container
        .path("env")
        .forEach(
            variable ->
                environment.put(
                    variable.path("name").asText(),
                    variable
                        .path("value")
                        .asText(variable.at("/valueFrom/fieldRef/fieldPath").asText())));
    List<String> arguments = new ArrayList<>();
    container.path("args").forEach(argument -> arguments.add(argument.asText()));
    return SettingsReader.read(environment, arguments);
  }

  private static JsonNode objects(String rendered, String kind) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    Path file = HELM.resolve("testdata/" + rendered + ".golden.yaml");
    try (var all = yaml.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
      while (all.hasNext()) {
        JsonNode object = all.next();
        if (object.path("kind").asText().equals(kind)) {
          return object;
        }
      }
    }
    throw new AssertionError("no " + kind + " in " + file);
  }
}
