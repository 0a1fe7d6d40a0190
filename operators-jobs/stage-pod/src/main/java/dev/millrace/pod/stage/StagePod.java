package dev.millrace.pod.stage;

import dev.millrace.kafka.StageMonitor;
import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.Pod;
import dev.millrace.pod.PodEnvironment;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * One replica of a stage. Ready while it is a member of the control log for every partition; an
 * attempt that fails is none.
 */
final class StagePod implements Pod {
  private final StageConfiguration configuration;
  private final StageMonitor monitor;
  private final RunningEngine engine;

  private StagePod(StageConfiguration configuration, StageMonitor monitor, RunningEngine engine) {
    this.configuration = configuration;
    this.monitor = monitor;
    this.engine = engine;
  }

  static StagePod start(PodEnvironment environment, MeterRegistry meters)
      throws ConfigurationException {
    Clock clock = Clock.systemUTC();
    StageConfiguration configuration = StageConfiguration.read(environment, clock);
    StageMonitor monitor = new StageMonitor(configuration.settings().identityName(), clock);
    monitor.bindTo(meters, configuration.settings().replica().name());
    return new StagePod(configuration, monitor, RunningEngine.start(configuration, monitor));
  }

  @Override
  public Optional<String> unready() {
    List<Integer> missing =
        IntStream.range(0, configuration.partitions())
            .filter(partition -> !monitor.joined().contains(partition))
            .boxed()
            .toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String error = monitor.lastError();
    return Optional.of(
        "%s has not joined the control log for partitions %s%s"
            .formatted(monitor.stage(), missing, error == null ? "" : "; last error: " + error));
  }

  @Override
  public Object status() {
    return StageReport.of(configuration.engine(), monitor);
  }

  /** Each attempt that fails is followed by another one, as long as there is an engine. */
  @Override
  public CompletableFuture<Throwable> failure() {
    return engine.failure();
  }

  @Override
  public void close() {
    engine.close();
  }
}
