package dev.millrace.local.running;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Why a run ends; the first reason counts. Thread-safe. */
public final class StopSignal {
  /** Reasons for which a run ends. */
  public enum Reason {
    /** The time that was asked for is over. */
    DURATION,
    /** All phases of all fleets are over. */
    FLEETS_ENDED,
    /** Somebody pressed Ctrl-C, or the process was told to end. */
    INTERRUPTED,
    /** A part that the run cannot do without has failed. */
    FAILED
  }

  private record Stop(Reason reason, String failure) {}

  private final CompletableFuture<Stop> stop = new CompletableFuture<>();

  /** Asks the run to end. */
  public void request(Reason reason) {
    stop.complete(new Stop(reason, null));
  }

  /** Ends the run because of a failure. */
  public void failed(String message) {
    stop.complete(new Stop(Reason.FAILED, message));
  }

  /** Waits for a reason; after {@code duration} (null: never) that is the reason. */
  Reason await(Duration duration) throws InterruptedException {
    try {
      return duration == null
          ? stop.get().reason()
          : stop.get(duration.toMillis(), TimeUnit.MILLISECONDS).reason();
    } catch (TimeoutException e) {
      request(Reason.DURATION);
      return stop.join().reason();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes it with an exception", e);
    }
  }

  /** The failure, or null. */
  public String failure() {
    Stop now = stop.getNow(null);
    return now == null ? null : now.failure();
  }
}
