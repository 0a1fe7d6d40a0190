package dev.millrace.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.controllog.KafkaConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Settings of a stage that runs as a process of its own, as a JSON file: what whoever starts the
 * process writes, and the process reads.
 *
 * @param pipeline its name
 * @param stage name of the stage
 * @param bootstrapServers of the Kafka cluster
 * @param directory where checkpoints or snapshots are kept
 * @param parallelism number of tasks
 * @param replica which of the stage's replicas this is
 * @param tickDelayMillis how far ticks stay behind the wall clock, or -1
 * @param spec the pipeline, already checked
 */
public record StageSettingsFile(
    String pipeline,
    String stage,
    String bootstrapServers,
    String directory,
    int parallelism,
    StageReplica replica,
    long tickDelayMillis,
    StreamPipelineSpec spec) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Reads a file.
   *
   * @throws IOException with the file, line and field if it is not such a file
   */
  public static StageSettings read(Path file, Clock clock) throws IOException {
    StageSettingsFile read;
    try {
      read = JSON.readValue(Files.readAllBytes(file), StageSettingsFile.class);
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    return new StageSettings(
        read.pipeline,
        read.spec,
        read.stage,
        new KafkaConnection(read.bootstrapServers, Map.of()),
        Path.of(read.directory),
        read.parallelism,
        read.replica,
        clock,
        read.tickDelayMillis);
  }

  /** Writes {@code settings} for a process that reads them with {@link #read}. */
  public static void write(StageSettings settings, Path file) throws IOException {
    JSON.writeValue(
        file.toFile(),
        new StageSettingsFile(
            settings.pipeline(),
            settings.stage(),
            settings.kafka().bootstrapServers(),
            settings.directory().toString(),
            settings.parallelism(),
            settings.replica(),
            settings.tickDelayMillis(),
            settings.spec()));
  }
}
