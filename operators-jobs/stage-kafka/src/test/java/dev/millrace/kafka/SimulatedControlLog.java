package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The control log of one partition in memory: what has been posted lands later, in any order, or
 * never; its sender learns which of the two, or neither.
 */
final class SimulatedControlLog {
  private final List<ControlRecord> records = new ArrayList<>();
  private final List<Post> inFlight = new ArrayList<>();
  private final Repairs repairs;
  private Ownership ownership = Ownership.NONE;

  SimulatedControlLog(Repairs repairs) {
    this.repairs = repairs;
  }

  private record Post(ControlRecord record, Runnable onLoss) {}

  /** Appends at once; the record's offset. */
  long append(ControlRecord record) {
    records.add(record);
    long offset = records.size() - 1;
    for (ControlRecord meant : meaning(ownership, offset)) {
      ownership = ownership.after(offset, meant);
    }
    return offset;
  }

  /** What a record means to a reader who has read everything before it. */
  List<ControlRecord> meaning(Ownership before, long offset) {
    return repairs.meaning(before, records.subList(0, (int) offset), at(offset));
  }

  /** Sends a record on its way; {@code onLoss} is called if its sender learns that it is lost. */
  void post(ControlRecord record, Runnable onLoss) {
    inFlight.add(new Post(record, onLoss));
  }

  /** One of the records on their way lands or is lost; what happened, or null. */
  String settleOne(RandomGenerator random, boolean mayLose) {
    if (inFlight.isEmpty()) {
      return null;
    }
    Post post = inFlight.remove(random.nextInt(inFlight.size()));
    if (mayLose && random.nextInt(6) == 0) {
      post.onLoss().run();
      return "lost: " + post.record();
    }
    Ownership before = ownership;
    long offset = append(post.record());
    return "log " + offset + (ownership == before ? " (void): " : ": ") + post.record();
  }

  /** Lands the record that has been on its way longest, and gives its offset. */
  long landOldest() {
    return append(inFlight.remove(0).record());
  }

  boolean hasInFlight() {
    return !inFlight.isEmpty();
  }

  long end() {
    return records.size();
  }

  ControlRecord at(long offset) {
    return records.get((int) offset);
  }

  /** What all of it says. */
  Ownership ownership() {
    return ownership;
  }

  /** What it says before an offset. */
  Ownership ownershipBefore(long offset) {
    return ownershipBefore(offset, any -> true);
  }

  /** What it says before an offset to somebody who heeds only some records. */
  Ownership ownershipBefore(long offset, Predicate<ControlRecord> heeded) {
    Ownership at = Ownership.NONE;
    for (int i = 0; i < offset; i++) {
      if (heeded.test(records.get(i))) {
        for (ControlRecord meant : meaning(at, i)) {
          at = at.after(i, meant);
        }
      }
    }
    return at;
  }
}
