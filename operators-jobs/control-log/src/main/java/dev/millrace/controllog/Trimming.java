package dev.millrace.controllog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Deletes what a log that has been read to its end does not need any more. */
record Trimming(LogClients clients, ControlFollower fold, ReadPosition position) {
  /** Offset before which everything is deleted, and stated by records that lie behind it. */
  long trim(Deadline deadline) throws ControlLogException, InterruptedException {
    LogStates states = fold.states();
    if (states == null) {
      throw new ControlLogException(
          clients.partition() + " is being read anew: trim it again as soon as it has been.");
    }
    List<CompletableFuture<Long>> offsets = new ArrayList<>();
    states.records().forEach((key, state) -> offsets.add(clients.appender().append(key, state)));
    for (CompletableFuture<Long> offset : offsets) {
      long at =
          clients.answers().await("append a State to " + clients.partition(), offset, deadline);
      position.await(at + 1, deadline);
    }
    if (!offsets.isEmpty()) {
      clients.bounds().deleteBefore(states.next(), deadline);
    }
    return states.next();
  }
}
