package dev.millrace.local.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.Api;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.manifest.LoadResult;
import dev.millrace.api.manifest.Manifests;
import dev.millrace.api.manifest.Problem;
import dev.millrace.api.manifest.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts of MigrationRequest manifests. */
public final class RequestManifest {
  // JSON is YAML.
  private static final ObjectMapper YAML =
      new ObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_NULL);

  private RequestManifest() {}

  /** The manifest of a request. */
  public static String text(String name, MigrationRequestSpec spec) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("apiVersion", Api.API_VERSION);
    manifest.put("kind", "MigrationRequest");
    manifest.put("metadata", Map.of("name", name));
    manifest.put("spec", YAML.convertValue(spec, Map.class));
    try {
      return YAML.writerWithDefaultPrettyPrinter().writeValueAsString(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request is always JSON", e);
    }
  }

  /**
   * The request in a manifest, with its defaults filled in.
   *
   * @param file its name in messages
   * @throws IllegalArgumentException if it is anything else; the message has a line for each
   *     problem
   */
  @SuppressWarnings("unchecked")
  public static Resource<MigrationRequestSpec> read(String file, String text) {
    LoadResult loaded = Manifests.parse(file, text);
    if (!loaded.problems().isEmpty()) {
      throw new IllegalArgumentException(
          String.join(
              System.lineSeparator(), loaded.problems().stream().map(Problem::toString).toList()));
    }
    List<Resource<?>> resources = loaded.resources();
    if (resources.size() != 1 || !(resources.getFirst().spec() instanceof MigrationRequestSpec)) {
      throw new IllegalArgumentException(file + ": holds something else than one MigrationRequest");
    }
    return (Resource<MigrationRequestSpec>) resources.getFirst();
  }
}
