package dev.millrace.pod;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a process in a pod: from its configuration files to SIGTERM. */
public final class PodProcess {
  /** How long an end in order may take; less than the 20 s that its surroundings expect. */
  public static final Duration PATIENCE = Duration.ofSeconds(18);

  private static final Logger LOG = LoggerFactory.getLogger(PodProcess.class);

  private PodProcess() {}

  /** How a pod is started. */
  @FunctionalInterface
  public interface Start {
    /**
     * Starts it.
     *
     * @param meters are shown at {@code /metrics}
     * @throws ConfigurationException if its configuration is wrong; nothing is left open then
     */
    Pod start(PodEnvironment environment, MeterRegistry meters) throws Exception;
  }

  /**
   * Runs until SIGTERM or SIGINT, or until the pod cannot go on; then ends it in order.
   *
   * @param arguments the configuration directory
   * @return one of {@link ExitCode}, for {@link System#exit}
   */
  public static int run(String[] arguments, Start start) {
    return run(arguments, start, PATIENCE);
  }

  /** The same, for a process whose surroundings wait so long for its end. */
  public static int run(String[] arguments, Start start, Duration patience) {
    // Completed with null by a signal, with a reason by a failure; the first counts.
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Signals.handle(() -> end.complete(null));
    var unused = end.thenAccept(reason -> watch(reason, patience));
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught(thread, error, end));
    try {
      return run(PodEnvironment.of(arguments, System.getenv()), start, end);
    } catch (ConfigurationException e) {
      LOG.error("wrong configuration: {}", e.getMessage());
      return ExitCode.WRONG_CONFIGURATION;
    } catch (Exception e) {
      LOG.error("cannot run", e);
      return ExitCode.FAILED;
    }
  }

  private static int run(PodEnvironment environment, Start start, CompletableFuture<Throwable> end)
      throws Exception {
    try (PodMetrics metrics = new PodMetrics();
        PodServer server = open(environment, metrics);
        Pod pod = start.start(environment, metrics.registry())) {
      server.show(pod);
      LOG.info("{}: started, HTTP on port {}", environment.podName(), server.port());
      var unused = pod.failure().thenAccept(end::complete);
      Throwable reason = end.get();
      server.stopping();
      if (reason != null) {
        throw reason instanceof ConfigurationException wrong
            ? wrong
            : new IllegalStateException("cannot go on: " + reason.getMessage(), reason);
      }
      LOG.info("{}: ends", environment.podName());
    }
    return ExitCode.ENDED;
  }

  private static PodServer open(PodEnvironment environment, PodMetrics metrics)
      throws ConfigurationException {
    try {
      return PodServer.open(environment.httpPort(), metrics);
    } catch (IOException e) {
      throw ConfigurationException.of(
          "HTTP port " + environment.httpPort(), "cannot be opened: " + e.getMessage(), e);
    }
  }

  private static void watch(Throwable reason, Duration patience) {
    int code = reason == null ? ExitCode.TERMINATED : ExitCode.FAILED;
    EndWatch.start(patience, () -> Runtime.getRuntime().halt(code));
  }

  /** An exception ends a thread, whose owner sees to it; after an error nothing can be trusted. */
  private static void uncaught(Thread thread, Throwable error, CompletableFuture<Throwable> end) {
    LOG.error("thread {} has ended", thread.getName(), error);
    if (error instanceof Error) {
      end.complete(error);
    }
  }
}
