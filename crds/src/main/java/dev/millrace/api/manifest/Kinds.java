package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StreamPipelineSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.Node;

/** The kinds of Millrace with their schemas, from the CRD manifests that the module carries. */
final class Kinds {
  private static final String FOLDER = "/dev/millrace/crds/";

  private static final List<Class<?>> SPECS =
      List.of(
          NodePoolSpec.class,
          CoapGatewaySpec.class,
          StreamPipelineSpec.class,
          DeviceFleetSpec.class,
          MigrationRequestSpec.class);

  private Kinds() {}

  /** All kinds by name. */
  static Map<String, Kind> load() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (Class<?> spec : SPECS) {
      String name = spec.getSimpleName().replaceFirst("Spec$", "");
      kinds.put(name, load(name, spec));
    }
    return Collections.unmodifiableMap(kinds);
  }

  private static Kind load(String name, Class<?> spec) {
    String file = name.toLowerCase(Locale.ROOT) + "s.millrace.dev.yaml";
    JsonNode crd = read(file).path("spec");
    ObjectNode root = (ObjectNode) crd.at("/versions/0/schema/openAPIV3Schema");
    addMetadata((ObjectNode) root.get("properties"));
    boolean namespaced = crd.path("scope").asText().equals("Namespaced");
    return new Kind(name, namespaced, spec, SchemaReader.read(root, name));
  }

  /**
   * A CRD leaves out what every resource has; {@link MetadataCheck} knows more of it than its name.
   */
  private static void addMetadata(ObjectNode properties) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    properties.set("apiVersion", json.objectNode().put("type", "string"));
    properties.set("kind", json.objectNode().put("type", "string"));
    ObjectNode metadata = json.objectNode().put("type", "object");
    metadata.put("x-kubernetes-preserve-unknown-fields", true);
    metadata.putObject("properties").putObject("name").put("type", "string");
    properties.set("metadata", metadata);
  }

  private static JsonNode read(String file) {
    try (InputStream in = Kinds.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + file + " is missing from the class path");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Consumer<Problem> none =
          problem -> {
            throw new IllegalStateException(ProblemReport.render(List.of(problem)));
          };
      Node node = YamlReader.read(file, text, none).getFirst();
      return TreeReader.read(file, node, none).orElseThrow().tree();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FOLDER + file, e);
    }
  }
}
