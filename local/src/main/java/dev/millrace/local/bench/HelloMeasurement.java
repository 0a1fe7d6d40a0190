package dev.millrace.local.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * From the start of {@code ./millrace run examples/hello} to its first result, as a Kafka consumer
 * sees it: JVM, broker, gateway, stage, devices, and a window of two seconds that has to close.
 */
final class HelloMeasurement implements Measurement {
  private static final Path MANIFESTS = Path.of("examples", "hello");
  private static final Path SCRIPT = Path.of("millrace");
  private static final String OUTPUT = "averages";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Bar FIRST_OUTPUT = Bar.atMost("startToFirstOutputSeconds", 10);

  @Override
  public String name() {
    return "hello";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, InterruptedException {
    if (!Files.isExecutable(SCRIPT) || !Files.isDirectory(MANIFESTS)) {
      throw new IOException(
          "hello: no ./%s and %s here; run this in the source tree, or leave it out with --only"
              .formatted(SCRIPT, MANIFESTS));
    }
    List<Double> seconds = new ArrayList<>();
    int rounds = bench.pick(1, 5);
    for (int round = 0; round <= rounds; round++) {
      double taken = round(bench.directory("hello-" + round));
      bench.say(
          "hello: %s: first output after %s s"
              .formatted(round == 0 ? "warm-up" : "start " + round, Rendering.number(taken)));
      if (round > 0) {
        seconds.add(taken);
      }
    }
    return List.of(
        new Row(name(), "./millrace run examples/hello")
            .with("startToFirstOutputSeconds", Samples.of(seconds))
            .bar(FIRST_OUTPUT));
  }

  private static double round(Path directory) throws IOException, InterruptedException {
    int port = freePort();
    List<String> command =
        List.of(
            SCRIPT.toAbsolutePath().toString(),
            "run",
            MANIFESTS.toString(),
            "--kafka-port",
            Integer.toString(port),
            "--report",
            directory.resolve("report.json").toString());
    long started = System.nanoTime();
    try (JvmProcess run = JvmProcess.start("hello", directory, command)) {
      awaitBroker(port, run, started + TIMEOUT.toNanos());
      awaitOutput(port, run, started + TIMEOUT.toNanos());
      double seconds = (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1);
      run.terminate();
      return seconds;
    }
  }

  /** Kafka's client would warn of every refused connection. */
  private static void awaitBroker(int port, JvmProcess run, long deadline)
      throws IOException, InterruptedException {
    while (!accepts(port)) {
      run.check();
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("hello: no broker within " + TIMEOUT);
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void awaitOutput(int port, JvmProcess run, long deadline) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", "127.0.0.1:" + port);
    settings.put("reconnect.backoff.max.ms", Long.toString(POLL.toMillis()));
    settings.put("reconnect.backoff.ms", Long.toString(POLL.toMillis()));
    settings.put("retry.backoff.ms", Long.toString(POLL.toMillis()));
    settings.put("retry.backoff.max.ms", Long.toString(POLL.toMillis()));
    settings.put("metadata.max.age.ms", "1000");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    settings.put("allow.auto.create.topics", "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(OUTPUT, 0)));
      while (consumer.poll(POLL).isEmpty()) {
        run.check();
        if (System.nanoTime() - deadline > 0) {
          throw new IOException("hello: no output within " + TIMEOUT);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
