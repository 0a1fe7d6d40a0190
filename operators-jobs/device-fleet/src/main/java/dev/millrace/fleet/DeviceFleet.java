package dev.millrace.fleet;

import dev.millrace.fleet.device.FleetTime;
import dev.millrace.fleet.log.FleetLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running fleet of simulated devices, each with a UDP socket of its own, on one thread. What the
 * devices send follows from the manifest and its seed, apart from fields that show the clock; when
 * they are due does too. All methods may be called from any thread.
 */
public final class DeviceFleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceFleet.class);

  /** What the fleet's thread may take to notice that its time is over. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final FleetCounters counters;
  private final FleetLoop loop;
  private final LongSupplier time;
  private final CompletableFuture<FleetStats> finished = new CompletableFuture<>();

  private DeviceFleet(FleetCounters counters, FleetLoop loop, LongSupplier time) {
    this.counters = counters;
    this.loop = loop;
    this.time = time;
  }

  /**
   * Checks the manifest, opens the sockets and starts sending.
   *
   * @param log is told every exchange; stays open when the fleet ends
   * @param registry gets the meters {@code millrace.fleet.*} until the fleet ends
   * @param clock the devices' clock
   * @throws InvalidFleetException with all that is wrong, if anything is; nothing was started
   * @throws IOException if the sockets cannot be opened; nothing was started
   */
  public static DeviceFleet start(
      FleetConfig config, FleetLog log, MeterRegistry registry, Clock clock) throws IOException {
    FleetPlan plan = FleetCompiler.compile(config);
    FleetAssembly assembly = new FleetAssembly(config, plan, clock);
    var transport = assembly.openTransport();
    FleetCounters counters = new FleetCounters(plan.devices());
    FleetMeters meters = new FleetMeters(registry, config.name(), plan.devices());
    long origin = System.nanoTime();
    FleetTime startedAt = new FleetTime(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    LongSupplier time = () -> System.nanoTime() - origin;
    FleetOutlet outlet = new FleetOutlet(transport, log, counters, meters);
    FleetLoop loop = new FleetLoop(assembly.devices(transport, startedAt, outlet), transport, time);
    DeviceFleet fleet = new DeviceFleet(counters, loop, time);
    Thread.ofPlatform()
        .name("fleet-" + config.name())
        .daemon()
        .start(
            () -> {
              try (meters;
                  transport) {
                loop.run();
              } catch (IOException | RuntimeException | Error e) {
                LOG.error(
                    "fleet {} has failed after {} exchanges",
                    config.name(),
                    counters.snapshot().sent(),
                    e);
                fleet.finished.completeExceptionally(e);
              }
              fleet.finished.complete(counters.snapshot());
            });
    return fleet;
  }

  /** What the fleet has done so far, also after its end. */
  public FleetStats stats() {
    return counters.snapshot();
  }

  /**
   * Done when all phases are over and nothing is under way, or when the fleet was stopped; fails
   * with what made the fleet fail. Cancelling it has no effect.
   */
  public CompletableFuture<FleetStats> finished() {
    return finished.copy();
  }

  /**
   * Sends no new readings, waits for the answers that are still awaited, and closes the sockets.
   * Exchanges without an answer after {@code patience} end as UNKNOWN. May be called again.
   *
   * @return the final figures
   * @throws IllegalStateException if the fleet has failed, with the reason as its cause, or if it
   *     does not end
   */
  public FleetStats stop(Duration patience) {
    loop.stop(time.getAsLong() + patience.toNanos());
    try {
      return finished.get(patience.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the fleet was stopping", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the fleet has failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the fleet does not stop", e);
    }
  }

  /** {@link #stop} without patience. A failure of the fleet is not reported here again. */
  @Override
  public void close() {
    if (!finished.isDone()) {
      stop(Duration.ZERO);
    }
  }
}
