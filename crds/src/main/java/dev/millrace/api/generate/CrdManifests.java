package dev.millrace.api.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.millrace.api.CoapGateway;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.NodePool;
import dev.millrace.api.StreamPipeline;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Generates the manifests of the CRDs. */
public final class CrdManifests {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          NodePool.class,
          CoapGateway.class,
          StreamPipeline.class,
          DeviceFleet.class,
          MigrationRequest.class);

  private static final String HEADER =
      """
      # Generated from the types in dev.millrace.api: change those and run
      #   mvn -q -pl crds compile exec:exec
      """;

  /** Jackson quotes the words that YAML 1.1, and so kubectl, reads as true or false, such as on. */
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build();

  private CrdManifests() {}

  /** The text of each manifest by file name, always the same for the same types. */
  public static SortedMap<String, String> generate() {
    Map<String, Class<? extends HasMetadata>> types =
        KINDS.stream().collect(Collectors.toMap(CustomResource::getCRDName, type -> type));
    SortedMap<String, String> manifests = new TreeMap<>();
    new CRDGenerator()
        .withParallelGenerationEnabled(false)
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata generated, String crdVersion) {
                CustomResourceDefinition crd = (CustomResourceDefinition) generated;
                String name = crd.getMetadata().getName();
                CrdFinish.finish(crd, types.get(name));
                manifests.put(name + ".yaml", write(crd));
                return crd;
              }
            })
        .withOutput(new Discarded())
        .customResourceClasses(KINDS)
        .generate();
    return manifests;
  }

  private static String write(CustomResourceDefinition crd) {
    try {
      return HEADER + YAML.writeValueAsString(crd);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + crd.getMetadata().getName(), e);
    }
  }

  /** Writes all manifests to the directory that the only argument names. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one argument is needed: the directory to write to");
    }
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    for (Map.Entry<String, String> manifest : generate().entrySet()) {
      Files.writeString(directory.resolve(manifest.getKey()), manifest.getValue());
    }
  }

  /** The generator's own text is not used: it leaves words such as on without quotes. */
  private static final class Discarded implements CRDGenerator.CRDOutput<OutputStream> {
    @Override
    public OutputStream outputFor(String crdName) {
      return new ByteArrayOutputStream();
    }

    @Override
    public void close() {}
  }
}
