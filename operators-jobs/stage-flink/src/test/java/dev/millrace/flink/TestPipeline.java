package dev.millrace.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.kafka.StageSettings;
import java.nio.file.Path;
import java.time.Clock;

/**
 * A pipeline of one stage.
 *
 * @param name of the pipeline and prefix of its topics
 * @param parallelism of the stage
 * @param backend where its state is
 * @param delivery how readers are protected
 * @param tickInterval of its input
 * @param commitInterval of its transactions
 * @param steps as JSON
 */
record TestPipeline(
    String name,
    int parallelism,
    String backend,
    String delivery,
    String tickInterval,
    String commitInterval,
    String steps) {
  static final int PARTITIONS = 4;
  static final int OUTPUT_PARTITIONS = 3;
  static final String STAGE = "count";

  /** Filters, maps, and counts in windows of ten seconds per device. */
  private static final String WINDOWS =
      """
      {"filter": "value.level >= 0"},
      {"map": {"level": "value.level * 2"}},
      {"window": {"tumbling": "10s",
        "emit": {"n": "count()", "total": "sum(value.level)", "start": "window.start"}}}
      """;

  TestPipeline(String name, int parallelism, String backend, String delivery, String tickInterval) {
    this(name, parallelism, backend, delivery, tickInterval, "50ms", WINDOWS);
  }

  String input() {
    return name + ".in";
  }

  String output() {
    return name + ".out";
  }

  String late() {
    return name + ".late";
  }

  String dead() {
    return name + ".dead";
  }

  void createTopics(TestLogs logs) throws Exception {
    logs.create(input(), PARTITIONS);
    logs.create(output(), OUTPUT_PARTITIONS);
    logs.create(late(), 1);
    logs.create(dead(), 1);
  }

  StageSettings settings(TestLogs logs, Path directory) throws JsonProcessingException {
    return new StageSettings(
        name, spec(), STAGE, logs.kafka(), directory, parallelism, Clock.systemUTC());
  }

  StreamPipelineSpec spec() throws JsonProcessingException {
    return new ObjectMapper().readValue(json(), StreamPipelineSpec.class);
  }

  private String json() {
    return """
        {"kafka": {"bootstrapServers": "unused:9092"},
         "topics": {
           "%1$s": {"partitions": %6$d, "fields": {"level": "int"}, "format": "Json",
             "tickInterval": "%5$s"},
           "%2$s": {"partitions": %7$d, "format": "Json", "tickInterval": "1h"}},
         "stages": [{
           "name": "count", "from": "%1$s", "pool": "cloud", "engine": "Flink",
           "parallelism": %8$d, "stateBackend": "%9$s",
           "steps": [%12$s],
           "to": {"topic": "%2$s"},
           "allowedLateness": "2s", "late": "%3$s", "deadLetters": "%4$s",
           "delivery": "%10$s", "commitInterval": "%11$s", "checkpointInterval": "150ms"}]}
        """
        .formatted(
            input(),
            output(),
            late(),
            dead(),
            tickInterval,
            PARTITIONS,
            OUTPUT_PARTITIONS,
            parallelism,
            backend,
            delivery,
            commitInterval,
            steps);
  }
}
