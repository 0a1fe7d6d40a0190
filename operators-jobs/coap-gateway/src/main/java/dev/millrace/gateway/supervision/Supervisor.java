package dev.millrace.gateway.supervision;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * Says whether a part of a gateway that has failed may begin anew. A part that fails more often
 * than it may will not get well by itself: then the gateway is given up, and whoever runs its
 * process has to end it and to start another one. Each part counts for itself. Thread-safe.
 */
public final class Supervisor {
  private final RestartIntensity intensity;
  private final LongSupplier nanos;
  private final RestartObserver observer;
  private final Map<String, RestartIntensity.Past> parts = new HashMap<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  /**
   * @param nanos the time that passes
   */
  public Supervisor(RestartIntensity intensity, LongSupplier nanos, RestartObserver observer) {
    this.intensity = intensity;
    this.nanos = nanos;
    this.observer = observer;
  }

  /**
   * A part has failed.
   *
   * @param part one of a few names
   * @return whether it is to begin anew; if not, the gateway has been given up
   */
  public boolean mayRestart(String part, Throwable fault) {
    observer.restarts(part, fault);
    boolean allowed;
    synchronized (parts) {
      allowed =
          parts.computeIfAbsent(part, first -> intensity.new Past()).allows(nanos.getAsLong());
    }
    if (!allowed) {
      failure.complete(
          new IllegalStateException(
              "%s failed more than %d times within %d s, at last: %s"
                  .formatted(part, intensity.restarts(), intensity.period().toSeconds(), fault),
              fault));
    }
    return allowed && !failure.isDone();
  }

  /**
   * A task that is done again and again, also after it has failed. A timer would not do it again if
   * it threw what went wrong.
   */
  public Runnable permanent(String part, Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error fault) {
        if (!mayRestart(part, fault)) {
          throw fault;
        }
      }
    };
  }

  /** Completes with the reason when the gateway is given up. */
  public CompletableFuture<Throwable> failure() {
    return failure;
  }
}
