package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.kafka.StageSettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** A benchmark that is running: its broker, its directory, and the processes of its contenders. */
public final class Bench implements AutoCloseable {
  private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(60);

  private final Path directory;
  private final boolean quick;
  private final Consumer<String> progress;
  private final JvmProcess broker;
  private final String bootstrapServers;

  private Bench(
      Path directory,
      boolean quick,
      Consumer<String> progress,
      JvmProcess broker,
      String bootstrapServers) {
    this.directory = directory;
    this.quick = quick;
    this.progress = progress;
    this.broker = broker;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts the broker.
   *
   * @param brokerOptions of the broker's JVM
   * @param progress is told what is going on
   */
  public static Bench start(
      Path directory, boolean quick, List<String> brokerOptions, Consumer<String> progress)
      throws IOException, InterruptedException {
    JvmProcess broker =
        JvmProcess.start(
            "broker",
            Files.createDirectories(directory),
            brokerOptions,
            BrokerProcess.class,
            directory.resolve("kafka").toString());
    String servers = (String) broker.answer(BROKER_TIMEOUT).get("bootstrapServers");
    return new Bench(directory, quick, progress, broker, servers);
  }

  /** {@code quickValue} in the quick form, else {@code fullValue}. */
  public int pick(int quickValue, int fullValue) {
    return quick ? quickValue : fullValue;
  }

  /** Whether the quick form was asked for. */
  public boolean quick() {
    return quick;
  }

  /** Tells people what is going on. */
  public void say(String message) {
    progress.accept(message);
  }

  /** Where the broker is. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** A directory for working files, which exists. */
  public Path directory(String name) throws IOException {
    return Files.createDirectories(directory.resolve(name));
  }

  /** How to reach the broker. */
  public KafkaConnection kafka() {
    return KafkaConnection.plain(bootstrapServers);
  }

  /** Creates topics, by number of partitions. */
  public void create(Map<String, Integer> topics) throws BrokerException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      new Topics(admin, BROKER_TIMEOUT).ensure(topics);
    }
  }

  /** Creates the topics of a stage and writes its settings; returns the file. */
  Path prepare(StageUnderTest stage) throws IOException, BrokerException, InterruptedException {
    create(stage.topics());
    Path file = directory.resolve(stage.pipeline() + ".json");
    StageSettingsFile.write(
        stage.settings(bootstrapServers, directory("state-" + stage.pipeline())), file);
    return file;
  }

  /** Binds the broker to some cores, as {@code taskset} takes them. */
  public void pinBroker(String cores) throws IOException, InterruptedException {
    broker.pin(cores);
  }

  /** Starts the process of a contender. */
  JvmProcess contender(Contender contender, String name, List<String> jvmOptions)
      throws IOException {
    return JvmProcess.start(
        name,
        directory,
        jvmOptions,
        ContenderProcess.class,
        contender.name(),
        directory(name).toString());
  }

  /** Starts a program that may not be a JVM. */
  public JvmProcess program(String name, List<String> command) throws IOException {
    return JvmProcess.start(name, directory, command);
  }

  /** Starts a process that measures by itself. */
  public JvmProcess process(
      String name, List<String> jvmOptions, Class<?> main, String... arguments) throws IOException {
    return JvmProcess.start(name, directory, jvmOptions, main, arguments);
  }

  @Override
  public void close() throws IOException {
    broker.close();
  }
}
