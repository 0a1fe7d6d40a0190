package dev.millrace.operator.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.api.StageSpec.Engine;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A replica as its ConfigMap keeps it: what the pod reads, and annotations for the operator. */
public final class ReplicaRecord {
  /** The file that the pod reads. */
  public static final String FILE = "replica.json";

  private static final String DECLARED = "millrace.dev/declared";
  private static final String PLACEMENT = "millrace.dev/placement";
  private static final String PLACED_BY = "millrace.dev/placed-by";
  private static final String STOPPED = "millrace.dev/stopped";
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** What the pod reads. */
  private record File(
      String pipeline,
      String stage,
      String replica,
      boolean founder,
      Map<Integer, Long> inputFrom,
      Map<Integer, Long> emptyBehind,
      Engine engine,
      int parallelism,
      int partitions,
      JobManagerPlace jobManager) {}

  private ReplicaRecord() {}

  /**
   * What the pod is told of itself.
   *
   * @param jobManager where its other pods find it, null if there are none
   */
  static String file(
      String pipeline, ReplicaSpec replica, int partitions, JobManagerPlace jobManager) {
    return Rendered.json(
        new File(
            pipeline,
            replica.stage(),
            replica.replica(),
            replica.founder(),
            replica.inputFrom(),
            replica.emptyBehind(),
            replica.placement().engine(),
            replica.placement().parallelism(),
            partitions,
            jobManager));
  }

  /** What the operator has to know of it later. */
  static Map<String, String> annotations(ReplicaSpec replica) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put(PLACEMENT, replica.placement().toString());
    annotations.put(DECLARED, replica.declared().toString());
    if (replica.placedBy() != null) {
      annotations.put(PLACED_BY, replica.placedBy());
    }
    if (replica.stopped()) {
      annotations.put(STOPPED, "true");
    }
    return annotations;
  }

  /** Reads a replica back; empty if the ConfigMap is no replica's, or was mutilated. */
  public static Optional<ReplicaSpec> read(ConfigMap map) {
    String text = map.getData() == null ? null : map.getData().get(FILE);
    Map<String, String> annotations = map.getMetadata().getAnnotations();
    if (text == null || annotations == null || !annotations.containsKey(PLACEMENT)) {
      return Optional.empty();
    }
    try {
      File file = JSON.readValue(text, File.class);
      ReplicaPlacement placement = ReplicaPlacement.parse(annotations.get(PLACEMENT));
      String declared = annotations.getOrDefault(DECLARED, placement.toString());
      return Optional.of(
          new ReplicaSpec(
              file.stage(),
              file.replica(),
              placement,
              ReplicaPlacement.parse(declared),
              file.founder(),
              file.inputFrom() == null ? Map.of() : file.inputFrom(),
              file.emptyBehind() == null ? Map.of() : file.emptyBehind(),
              annotations.get(PLACED_BY),
              Boolean.parseBoolean(annotations.get(STOPPED))));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
