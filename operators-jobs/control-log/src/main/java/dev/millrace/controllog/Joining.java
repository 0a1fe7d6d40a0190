package dev.millrace.controllog;

import dev.millrace.stream.handover.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Begins incarnations: appends a record for each and reads up to it. */
record Joining(LogClients clients, ControlFollower fold, ReadPosition position) {
  Map<Integer, Incarnation> join(
      String stage, String replica, Set<Integer> partitions, Deadline deadline)
      throws ControlLogException, InterruptedException {
    position.check();
    List<JoinWatch> watches = new ArrayList<>();
    try {
      List<CompletableFuture<Long>> ids = new ArrayList<>();
      for (int partition : partitions) {
        JoinWatch watch = fold.watchJoins(new ControlKey(stage, partition), replica);
        watches.add(watch);
        ids.add(clients.appender().append(watch.key(), watch.record()));
      }
      Map<Integer, Incarnation> joined = new TreeMap<>();
      for (int i = 0; i < ids.size(); i++) {
        JoinWatch watch = watches.get(i);
        long id = clients.answers().await("join " + watch.key(), ids.get(i), deadline);
        position.await(id + 1, deadline);
        joined.put(watch.key().partition(), new Incarnation(id, seen(watch, id)));
      }
      return joined;
    } finally {
      fold.unwatch(watches);
    }
  }

  private Ownership seen(JoinWatch watch, long id) throws ControlLogException {
    Ownership ownership = fold.at(watch, id);
    if (ownership == null) {
      throw new ControlLogException(
          "%s offset %d: deleted before it was read here. Join anew."
              .formatted(clients.partition(), id));
    }
    return ownership;
  }
}
