package dev.millrace.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The life of a process that runs one stage: from its settings file to SIGTERM. */
public final class StageProcess {
  private StageProcess() {}

  /** How an engine starts a stage. */
  @FunctionalInterface
  public interface Engine {
    /** Starts it; closing what is returned stops it gracefully. */
    AutoCloseable start(StageSettings settings, int partitions, StageMonitor monitor)
        throws Exception;
  }

  /**
   * Runs until SIGTERM or SIGINT; then stops the stage gracefully.
   *
   * @param arguments the settings file
   * @return 2 if the arguments or the file are not right, before anything was started
   */
  public static int run(String[] arguments, Engine engine) throws Exception {
    if (arguments.length != 1) {
      System.err.println("usage: one argument, the stage's settings file (JSON)");
      return 2;
    }
    StageSettings settings;
    try {
      settings = StageSettingsFile.read(Path.of(arguments[0]), Clock.systemUTC());
    } catch (IOException e) {
      System.err.println("error: " + e.getMessage());
      return 2;
    }
    StageMonitor monitor = new StageMonitor(settings.identityName(), settings.clock());
    AutoCloseable stage = engine.start(settings, partitions(settings), monitor);
    CountDownLatch terminated = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  terminated.countDown();
                  awaitUninterruptibly(stopped);
                }));
    terminated.await();
    try {
      stage.close();
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  private static int partitions(StageSettings settings) {
    String topic =
        settings.spec().stages().stream()
            .filter(stage -> stage.name().equals(settings.stage()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no stage '" + settings.stage() + "'"))
            .from();
    try (KafkaConsumer<byte[], byte[]> consumer =
        settings.kafka().consumer(settings.identityName() + "-partitions", false)) {
      return consumer.partitionsFor(topic).size();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
