package dev.millrace.pod.stage;

import dev.millrace.api.StageSpec.Engine;
import dev.millrace.pod.PodEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a stage that sums up levels by key, as an operator would write them. */
final class StageDirectory {
  static final int PARTITIONS = 4;
  static final int OUTPUT_PARTITIONS = 3;

  private final Path root;
  private final String name;

  StageDirectory(Path root, String name) {
    this.root = root;
    this.name = name;
  }

  String input() {
    return name + ".in";
  }

  String output() {
    return name + ".out";
  }

  /** Writes both files. */
  StageDirectory write(String bootstrapServers, Engine engine) throws IOException {
    write("pipeline.json", pipeline(bootstrapServers));
    write("replica.json", replica(engine));
    return this;
  }

  /** Writes one file anew, with another text in place of one that is in it. */
  StageDirectory change(String file, String text, String other) throws IOException {
    String before = Files.readString(root.resolve("config").resolve(file));
    if (!before.contains(text)) {
      throw new IllegalArgumentException("no " + text + " in " + before);
    }
    return write(file, before.replace(text, other));
  }

  /** Writes one file. */
  StageDirectory write(String file, String text) throws IOException {
    Files.writeString(Files.createDirectories(root.resolve("config")).resolve(file), text);
    return this;
  }

  PodEnvironment environment() {
    return new PodEnvironment(
        "127.0.0.1",
        root.resolve("config"),
        root.resolve("kafka"),
        root.resolve("identities"),
        root.resolve("state"),
        0,
        "test",
        "node");
  }

  private String replica(Engine engine) {
    return """
        {"pipeline": "%s", "stage": "sum", "replica": "edge-north", "founder": true,
         "inputFrom": {}, "emptyBehind": {}, "engine": "%s", "parallelism": 2, "partitions": %d}
        """
        .formatted(name, engine, PARTITIONS);
  }

  private String pipeline(String bootstrapServers) {
    return """
        {"kafka": {"bootstrapServers": "%1$s"},
         "topics": {
           "%2$s": {"partitions": %4$d, "fields": {"level": "int"}, "format": "Json",
             "tickInterval": "1h"},
           "%3$s": {"partitions": %5$d, "format": "Json", "tickInterval": "1h"}},
         "stages": [{
           "name": "sum", "from": "%2$s", "pool": "edge-north", "parallelism": 2,
           "steps": [{"running": {"total": "sum(value.level)"}}],
           "to": {"topic": "%3$s"}, "allowedLateness": "0s", "delivery": "Numbered",
           "commitInterval": "100ms", "checkpointInterval": "1s"}]}
        """
        .formatted(bootstrapServers, input(), output(), PARTITIONS, OUTPUT_PARTITIONS);
  }
}
