package dev.millrace.pod.gateway;

import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayStartException;
import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.Pod;
import dev.millrace.pod.PodEnvironment;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway that looks at its files again and again. Ready once it has reached Kafka, and takes the
 * sessions over that others leave: from then on it answers devices honestly, also while Kafka is
 * away, which not being reached would not.
 */
final class GatewayPod implements Pod {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayPod.class);
  private static final long LOOK_MILLIS = 2_000;

  private final GatewayFiles files;
  private final LiveGateway live;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gateway-files").daemon().factory());
  private final AtomicLong reloads = new AtomicLong();
  private volatile boolean reachedKafka;
  private volatile boolean tookSessions;
  private volatile boolean needsNewProcess;
  private volatile String reloadError;

  private GatewayPod(GatewayFiles files, LiveGateway live) {
    this.files = files;
    this.live = live;
    var unused = live.failure().thenAccept(failure::complete);
  }

  static GatewayPod start(PodEnvironment environment, MeterRegistry meters)
      throws ConfigurationException {
    GatewayFiles files = GatewayFiles.of(environment);
    LiveGateway live;
    try {
      live = LiveGateway.open(files.read(), meters, Clock.systemUTC());
    } catch (GatewayStartException e) {
      throw ConfigurationException.of(files.description(), e.getMessage(), e);
    }
    GatewayPod pod = new GatewayPod(files, live);
    var unused =
        pod.looks.scheduleWithFixedDelay(
            pod::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return pod;
  }

  /** Looks at the files, and comes to what they say if that has changed. */
  private void look() {
    try {
      Change change = Change.between(live.config(), files.read());
      noteNewProcess(change.needsNewProcess());
      if (change.differs()) {
        live.follow(change.target());
        reloads.incrementAndGet();
      }
      note(null);
    } catch (ConfigurationException e) {
      note(e.getMessage());
    } catch (GatewayStartException e) {
      note(files.description() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Nobody looks any more after this, and the gateway may be closed.
      LOG.error("changed configuration could not be taken over", e);
      failure.complete(e);
      throw e;
    }
  }

  private void noteNewProcess(boolean needs) {
    if (needs && !needsNewProcess) {
      LOG.warn(
          "listeners, Kafka, the storage of the spool or the handing over of sessions have changed:"
              + " that takes a new process");
    }
    needsNewProcess = needs;
  }

  private void note(String error) {
    if (error != null && !error.equals(reloadError)) {
      LOG.error("changed configuration is wrong, the last one stays in force: {}", error);
    }
    reloadError = error;
  }

  @Override
  public Optional<String> unready() {
    CoapGateway gateway = live.gateway();
    // With a spool it serves devices from the start.
    reachedKafka |= gateway.brokerReachable() || gateway.spool().isPresent();
    if (!reachedKafka) {
      return Optional.of(
          "Kafka at "
              + live.config().spec().kafka().bootstrapServers()
              + " has not been reached yet");
    }
    // Its predecessor is ended once it is ready. While Kafka is away nothing is left to anybody.
    tookSessions |= gateway.takesSessions() || !gateway.brokerReachable();
    return tookSessions
        ? Optional.empty()
        : Optional.of("the topic for sessions is not followed yet");
  }

  @Override
  public Object status() {
    return GatewayReport.of(live, reloads.get(), needsNewProcess, reloadError);
  }

  @Override
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  @Override
  public void close() throws InterruptedException {
    looks.shutdown();
    // A look that is under way is waited for: it may be opening what has to be closed.
    if (!looks.awaitTermination(2, TimeUnit.SECONDS)) {
      LOG.warn("the configuration is being taken over while the gateway closes");
    }
    live.close();
  }
}
