package dev.millrace.e2e.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A replica on the light engine, and one on Flink in one pod. None in several pods: each process of
 * Flink's loads the classes of its RPC system by a loader of its own, and the JVM of Java 25
 * crashes at times when it writes a cache after it has met classes of one name from several
 * loaders.
 */
final class StageTraining {
  private static final String MAIN = "dev.millrace.pod.stage.StageRehearsal";
  private static final String DIRECTORY = "tmp/rehearsal";
  private static final List<String> REPLICAS = List.of("a-light", "b-flink");
  private static final int PARTITIONS = 4;
  private static final int RECORDS = 20_000;
  private static final int KEYS = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private StageTraining() {}

  static void run(TrainedProcess process, Path root, String kafka) throws Exception {
    Path configuration = root.resolve(DIRECTORY);
    for (String replica : REPLICAS) {
      write(configuration, replica, "pipeline.json", pipeline(replica, kafka));
      write(configuration, replica, "replica.json", replica(replica));
    }
    KafkaConnection connection = KafkaConnection.plain(kafka);
    try (Admin admin = connection.admin("training")) {
      for (String replica : REPLICAS) {
        new Topics(admin, TIMEOUT)
            .ensure(
                Map.of(
                    replica + ".in", PARTITIONS,
                    replica + ".out", PARTITIONS,
                    replica + ".sum.dead-letters", 1));
      }
    }
    process.run(
        MAIN,
        List.of("/" + DIRECTORY),
        // As in a pod: the collector is what the JVM takes for a small machine.
        Map.of(
            "JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -Xmx512m",
            "MILLRACE_HTTP_PORT", "PORT",
            "MILLRACE_STATE", "/tmp/state"),
        running -> {
          running.awaitReady();
          send(connection);
          running.await("/status", StageTraining::hasAll);
          running.await("/metrics", answer -> !answer.body().isEmpty());
        });
  }

  private static boolean hasAll(HttpResponse<String> answer) {
    try {
      long acknowledged =
          JSON.readTree(answer.body()).findValuesAsText("acknowledged").stream()
              .mapToLong(Long::parseLong)
              .sum();
      return acknowledged >= (long) RECORDS * REPLICAS.size();
    } catch (IOException e) {
      return false;
    }
  }

  private static void send(KafkaConnection kafka) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = kafka.producer("training")) {
      for (String replica : REPLICAS) {
        List<Future<?>> sent =
            IntStream.range(0, RECORDS)
                .<Future<?>>mapToObj(
                    i ->
                        producer.send(
                            new ProducerRecord<>(
                                replica + ".in",
                                ("key-" + i % KEYS).getBytes(UTF_8),
                                ("{\"level\": " + i + ", \"lot\": \"north\"}").getBytes(UTF_8))))
                .toList();
        for (Future<?> one : sent) {
          one.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        }
      }
    }
  }

  private static void write(Path root, String directory, String file, String text)
      throws IOException {
    Files.writeString(Files.createDirectories(root.resolve(directory)).resolve(file), text);
  }

  private static String replica(String name) {
    return """
        {"pipeline": "%1$s", "stage": "sum", "replica": "edge", "founder": true, "inputFrom": {},
         "emptyBehind": {}, "engine": "%2$s", "parallelism": 2, "partitions": %3$d}
        """
        .formatted(name, name.endsWith("light") ? "Light" : "Flink", PARTITIONS);
  }

  private static String pipeline(String name, String kafka) {
    return """
        {"kafka": {"bootstrapServers": "%2$s"},
         "topics": {
           "%1$s.in": {"partitions": %3$d, "fields": {"level": "int", "lot": "string"},
             "format": "Json", "tickInterval": "1s"},
           "%1$s.out": {"partitions": %3$d, "format": "Json", "tickInterval": "1s"}},
         "stages": [{
           "name": "sum", "from": "%1$s.in", "pool": "edge", "parallelism": 2, "steps": [
             {"filter": "value.lot in ['north', 'south']"},
             {"running": {"total": "sum(value.level)", "lot": "last(value.lot)"}},
             {"map": {"lot": "value.lot", "key": "key", "free": "500 - value.total"}}],
           "to": {"topic": "%1$s.out", "key": "value.lot"}, "allowedLateness": "0s",
           "delivery": "Numbered", "commitInterval": "100ms", "checkpointInterval": "1s"}]}
        """
        .formatted(name, kafka, PARTITIONS);
  }
}
