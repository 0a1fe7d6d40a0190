package dev.millrace.flink;

import static org.awaitility.Awaitility.await;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.kafka.StageMonitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker and one Flink for all tests of the module; they take seconds to start. */
final class TestBench implements ParameterResolver {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Kills follow each other closely in tests; waits that double would only cost time. */
  static final RestartPauses PAUSES =
      new RestartPauses(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofSeconds(1));

  /** What a test gets. */
  record Bench(EmbeddedKafka broker, FlinkCluster flink, TestLogs logs) implements AutoCloseable {
    static Bench start() {
      try {
        EmbeddedKafka broker = EmbeddedKafka.start(Files.createTempDirectory("broker"), 0);
        return new Bench(
            broker,
            FlinkCluster.start(4, Files.createTempDirectory("flink")),
            new TestLogs(broker.bootstrapServers()));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    FlinkStage start(TestPipeline pipeline, Path directory) throws Exception {
      Clock clock = Clock.systemUTC();
      return FlinkStage.start(
          pipeline.settings(logs, directory),
          TestPipeline.PARTITIONS,
          new StageMonitor(pipeline.name() + "." + TestPipeline.STAGE, clock),
          flink,
          PAUSES);
    }

    /** Waits until the stage has taken the whole input and all its outputs are acknowledged. */
    void awaitEnd(TestPipeline pipeline, FlinkStage stage) {
      long[] ends = logs.ends(pipeline.input());
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (int partition = 0; partition < ends.length; partition++) {
                  ReplicaMeter meter = stage.monitor().partition(partition);
                  if (meter == null
                      || meter.nextOffset() < ends[partition]
                      || meter.acknowledgedFrontier() < meter.frontier()) {
                    return false;
                  }
                }
                return true;
              });
    }

    @Override
    public void close() {
      logs.close();
      flink.close();
      broker.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Bench.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(TestBench.class))
        .getOrComputeIfAbsent(Bench.class, type -> Bench.start(), Bench.class);
  }
}
