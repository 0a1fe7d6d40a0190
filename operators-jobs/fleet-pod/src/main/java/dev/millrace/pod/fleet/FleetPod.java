package dev.millrace.pod.fleet;

import dev.millrace.fleet.DeviceFleet;
import dev.millrace.fleet.FleetConfig;
import dev.millrace.fleet.InvalidFleetException;
import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.Pod;
import dev.millrace.pod.PodEnvironment;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fleet that starts to send as soon as its gateway's name can be resolved, and stays when its
 * phases are over, lest it were started again.
 */
final class FleetPod implements Pod {
  private static final Logger LOG = LoggerFactory.getLogger(FleetPod.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Devices still wait for their answers that long. */
  private static final Duration FAREWELL = Duration.ofSeconds(8);

  private final FleetFiles files;
  private final MeterRegistry meters;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread start;
  private volatile DeviceFleet fleet;
  private volatile String waiting = "the fleet starts";

  private FleetPod(FleetFiles files, MeterRegistry meters) {
    this.files = files;
    this.meters = meters;
    this.start = Thread.ofPlatform().name("fleet-start").daemon().unstarted(this::startResolved);
  }

  static FleetPod start(PodEnvironment environment, MeterRegistry meters)
      throws ConfigurationException {
    FleetPod pod = new FleetPod(FleetFiles.read(environment), meters);
    pod.start.start();
    return pod;
  }

  private void startResolved() {
    try {
      InetSocketAddress target = resolve();
      while (target.isUnresolved()) {
        waiting =
            "the gateway's name '" + files.description().target().host() + "' cannot be resolved";
        LOG.warn("{}", waiting);
        if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        target = resolve();
      }
      DeviceFleet started = open(target);
      fleet = started;
      var unused =
          started
              .finished()
              .whenComplete(
                  (stats, error) -> {
                    if (error != null) {
                      failure.complete(error);
                    }
                  });
    } catch (InvalidFleetException e) {
      failure.complete(ConfigurationException.of(files.file(), e.getMessage(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      failure.complete(e);
    }
  }

  private DeviceFleet open(InetSocketAddress target) throws IOException {
    FleetDescription description = files.description();
    return DeviceFleet.start(
        new FleetConfig(
            description.name(), description.spec(), target, files.identities(), files.directory()),
        new ForgetfulLog(),
        meters,
        Clock.systemUTC());
  }

  private InetSocketAddress resolve() {
    FleetDescription.Target target = files.description().target();
    return new InetSocketAddress(target.host(), target.port());
  }

  @Override
  public Optional<String> unready() {
    return fleet == null ? Optional.of(waiting) : Optional.empty();
  }

  @Override
  public Object status() {
    DeviceFleet running = fleet;
    return running == null
        ? FleetReport.NONE
        : FleetReport.of(running.stats(), running.finished().isDone());
  }

  @Override
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    start.join(PAUSE);
    DeviceFleet running = fleet;
    if (running != null && !running.finished().isDone()) {
      var unused = running.stop(FAREWELL);
    }
  }
}
