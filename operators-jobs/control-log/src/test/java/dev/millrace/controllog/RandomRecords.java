package dev.millrace.controllog;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.CutsRequested;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Joined;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.SnapshotRequested;
import dev.millrace.stream.handover.ControlRecord.State;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.handover.StatePassage;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Control records of any content, and such as are likely to be valid. */
final class RandomRecords {
  private static final List<String> REPLICAS = List.of("r1", "r2", "r3");

  private final Random random;

  RandomRecords(Random random) {
    this.random = random;
  }

  /** One of each kind, with any content. */
  List<ControlRecord> oneOfEach() {
    int partition = random.nextInt(1_000);
    return List.of(
        new Birth(partition, text(), random.nextInt(), number()),
        new Joined(partition, text()),
        new Switch(partition, text(), text(), text(), number(), random.nextBoolean(), passage()),
        new Drained(partition, number(), number(), cut()),
        new Opened(partition, number(), number(), number()),
        new Diverged(partition, number(), number(), number(), textOrNull()),
        new Cancel(partition, number()),
        new Fenced(partition, text(), text(), text()),
        new SnapshotRequested(partition, text(), text()),
        new CutsRequested(partition, text(), number(), number()),
        new State(partition, number(), ownership()));
  }

  /** A record that is valid more often than not behind what the log says. */
  ControlRecord following(Ownership now, int partition) {
    Handover pending = now.pending();
    if (now.owner() == null) {
      return new Birth(partition, replica(), random.nextInt(9), random.nextInt(9));
    }
    if (random.nextInt(20) == 0) {
      return new Birth(partition, replica(), now.generation() + 1, random.nextInt(9));
    }
    if (pending == null || random.nextInt(5) == 0) {
      return switch (random.nextInt(3)) {
        case 0 -> new Joined(partition, replica());
        case 1 -> new Fenced(partition, "m", now.owner(), replica());
        default ->
            new Switch(partition, "m", now.owner(), replica(), 0, random.nextBoolean(), passage());
      };
    }
    long from = now.incarnation(pending.from());
    long to = now.incarnation(pending.to());
    long sn = pending.drained() == null ? random.nextInt(99) : pending.drained().sn();
    return switch (random.nextInt(4)) {
      case 0 -> new Cancel(partition, pending.id());
      case 1 -> new Diverged(partition, pending.id(), to, sn, textOrNull());
      case 2 -> new Drained(partition, pending.id(), from, new Cut(sn, sn, sn));
      default -> new Opened(partition, pending.id(), to, sn);
    };
  }

  private Ownership ownership() {
    TreeMap<String, Long> incarnations = new TreeMap<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      incarnations.put(text(), number());
    }
    return new Ownership(
        random.nextInt(),
        number(),
        textOrNull(),
        number(),
        random.nextBoolean(),
        incarnations,
        handover());
  }

  private Handover handover() {
    return random.nextInt(3) == 0
        ? null
        : new Handover(
            number(),
            text(),
            random.nextBoolean(),
            text(),
            text(),
            number(),
            random.nextBoolean(),
            passage(),
            random.nextBoolean() ? cut() : null);
  }

  private StatePassage passage() {
    return StatePassage.values()[random.nextInt(StatePassage.values().length)];
  }

  private Cut cut() {
    return new Cut(number(), random.nextLong(), random.nextLong());
  }

  /** Of any magnitude. */
  private long number() {
    return random.nextLong() >> random.nextInt(64);
  }

  private String replica() {
    return REPLICAS.get(random.nextInt(REPLICAS.size()));
  }

  private String textOrNull() {
    return random.nextInt(4) == 0 ? null : text();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(12); left > 0; left--) {
      text.appendCodePoint(
          "aZ9-./ä€😀\0".codePoints().skip(random.nextInt(10)).findFirst().orElse('x'));
    }
    return text.toString();
  }
}
