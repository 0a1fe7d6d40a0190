package dev.millrace.controllog.migration;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.stream.handover.ControlRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a migration writes to the control log.
 *
 * @param log of the pipeline
 * @param stage that is moved
 * @param migration that moves it
 */
record MigrationRecords(ControlLog log, String stage, String migration) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  CompletableFuture<Long> append(ControlRecord record) {
    return log.append(stage, record);
  }

  /** Waits until a record is in the log. */
  void await(CompletableFuture<Long> appended) throws ControlLogException, InterruptedException {
    try {
      appended.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ControlLogException(
          "migration %s: a record may not have reached the control log: %s"
              .formatted(migration, e.getMessage()),
          e);
    }
  }
}
