package dev.millrace.pod;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a process runs, as its surroundings see it. Thread-safe. */
public interface Pod extends AutoCloseable {
  /** Why it cannot do its work now; empty while it can. */
  Optional<String> unready();

  /** What there is to see of it, to be written as a JSON object. Without secrets. */
  Object status();

  /** Completes with the reason when it cannot go on, and the process has to end. */
  CompletableFuture<Throwable> failure();

  /** Ends in order; takes no longer than {@link PodProcess#PATIENCE} allows. */
  @Override
  void close() throws Exception;
}
