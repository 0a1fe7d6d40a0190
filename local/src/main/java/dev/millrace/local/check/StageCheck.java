package dev.millrace.local.check;

import dev.millrace.local.check.Defect.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what a stage has written with what it must have written. */
final class StageCheck {
  private final CheckedStage stage;
  private final LogSource source;
  private final Map<Integer, Long> consumed;
  private final Map<Integer, PartitionCourse> courses;
  private final StageOutputs outputs;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final Tally tally = new Tally();
  private final InputCounts input = new InputCounts();
  private long expected;
  private long found;

  private StageCheck(
      CheckedStage stage,
      LogSource source,
      TopicWriters writers,
      Map<Integer, Long> consumed,
      Map<Integer, PartitionCourse> courses) {
    this.stage = stage;
    this.consumed = consumed;
    this.courses = courses;
    this.source = source;
    this.outputs = StageOutputs.read(stage, source, writers);
    for (String topic : StageOutputs.topics(stage)) {
      partitions.put(topic, source.partitions(topic));
    }
  }

  /**
   * Checks one stage.
   *
   * @param consumed by partition, the offset from which on a tick's effects may be missing
   * @param repeatsAllowed whether repeated identities are no fault
   * @param courses what has befallen the partitions, {@link PartitionCourse#PLAIN} for the others
   */
  static StageVerdict run(
      CheckedStage stage,
      LogSource source,
      TopicWriters writers,
      Map<Integer, Long> consumed,
      boolean repeatsAllowed,
      Map<Integer, PartitionCourse> courses) {
    StageCheck check = new StageCheck(stage, source, writers, consumed, courses);
    int count = source.partitions(stage.spec().from());
    for (int partition = 0; partition < count; partition++) {
      check.partition(partition);
    }
    check.strayPartitions(count);
    check.tally.add(Kind.UNEXPECTED, check.outputs.foreignCount(), check.outputs.foreign());
    return new StageVerdict(
        stage.name(),
        check.input.data,
        check.input.ticks,
        check.input.repeats,
        check.input.late,
        check.input.deadLetters,
        stage.canBeRecomputed() && courses.values().stream().noneMatch(PartitionCourse::routed),
        check.expected,
        check.found,
        repeatsAllowed,
        check.tally.defects());
  }

  private void partition(int partition) {
    List<Found> inLogOrder = outputs.of(partition);
    List<Found> byId = new ArrayList<>(inLogOrder);
    byId.sort(Found.ORDER);
    markRepeats(partition, byId);
    checkOrder(partition, inLogOrder);
    PartitionCourse course = courses.getOrDefault(partition, PartitionCourse.PLAIN);
    if (stage.canBeRecomputed() && course.routed()) {
      count(partition);
    } else if (stage.canBeRecomputed()) {
      compare(partition, byId, course);
    }
  }

  private void markRepeats(int partition, List<Found> byId) {
    for (int i = 0; i < byId.size(); i++) {
      Found one = byId.get(i);
      one.isRepeat = i > 0 && byId.get(i - 1).id.equals(one.id);
      if (one.isRepeat) {
        tally.add(
            Kind.REPEATED,
            () -> defect(Kind.REPEATED, one, partition, "once", outputs.content(one)));
      } else {
        found++;
      }
    }
  }

  private void checkOrder(int partition, List<Found> inLogOrder) {
    Map<String, Found> last = new HashMap<>();
    for (Found one : inLogOrder) {
      if (one.isRepeat) {
        continue;
      }
      Found before = last.get(one.topic + "-" + one.partition);
      if (before != null && one.id.compareTo(before.id) < 0) {
        String expectation = "before " + before.id.shown(partition) + " at " + before.place();
        tally.add(
            Kind.REORDERED, () -> defect(Kind.REORDERED, one, partition, expectation, "behind it"));
      } else {
        last.put(one.topic + "-" + one.partition, one);
      }
    }
  }

  /** Counts what comes in where nobody can say what has to come out. */
  private void count(int partition) {
    StageOracle oracle = new StageOracle(stage, partition, partitions);
    source.read(stage.spec().from(), partition, oracle::process);
    input.add(oracle.counts());
  }

  private void compare(int partition, List<Found> byId, PartitionCourse course) {
    int first = byId.isEmpty() ? 1 : byId.get(0).id.generation();
    OracleSequence oracles =
        new OracleSequence(() -> new StageOracle(stage, partition, partitions), course, first);
    int[] next = {0};
    long end = consumed.getOrDefault(partition, Long.MAX_VALUE);
    source.read(
        stage.spec().from(),
        partition,
        record -> {
          boolean isOptional = record.offset() >= end && record.isTick();
          for (Expected one : oracles.process(record)) {
            OutputId id = new OutputId(oracles.generation(), one.sn(), one.index());
            next[0] = unexpectedBefore(id, partition, byId, next[0]);
            boolean isThere = next[0] < byId.size() && byId.get(next[0]).id.equals(id);
            if (isThere) {
              expected++;
              next[0] = match(id, one, partition, byId, next[0]);
            } else if (!isOptional) {
              expected++;
              missing(id, one, partition);
            }
          }
        });
    unexpectedBefore(null, partition, byId, next[0]);
    input.add(oracles.counts());
  }

  /** Outputs with identities before {@code id} (null: all) that nobody expects. */
  private int unexpectedBefore(OutputId id, int partition, List<Found> byId, int from) {
    int i = from;
    while (i < byId.size() && (id == null || byId.get(i).id.compareTo(id) < 0)) {
      Found one = byId.get(i++);
      if (!one.isRepeat) {
        tally.add(
            Kind.UNEXPECTED,
            () -> defect(Kind.UNEXPECTED, one, partition, "nothing", outputs.content(one)));
      }
    }
    return i;
  }

  private void missing(OutputId id, Expected wanted, int partition) {
    tally.add(
        Kind.MISSING,
        () ->
            new Defect(
                Kind.MISSING,
                wanted.topic() + "-" + wanted.partition(),
                identity(id, partition),
                wanted.content(),
                "nothing"));
  }

  /** Compares all copies of an output with what it must be. */
  private int match(OutputId id, Expected wanted, int partition, List<Found> byId, int from) {
    int i = from;
    while (i < byId.size() && byId.get(i).id.equals(id)) {
      Found one = byId.get(i++);
      if (!one.isAt(wanted.topic(), wanted.partition()) || !one.hasContent(wanted.content())) {
        String place = wanted.topic() + "-" + wanted.partition() + ": ";
        tally.add(
            Kind.DIFFERENT,
            () ->
                defect(
                    Kind.DIFFERENT,
                    one,
                    partition,
                    place + wanted.content(),
                    outputs.content(one)));
      }
    }
    return i;
  }

  /** Outputs that claim to come from a partition that the input does not have. */
  private void strayPartitions(int count) {
    for (int partition : outputs.inputPartitions()) {
      if (partition >= count) {
        for (Found one : outputs.of(partition)) {
          tally.add(
              Kind.UNEXPECTED,
              () ->
                  defect(
                      Kind.UNEXPECTED,
                      one,
                      partition,
                      "no input partition " + partition,
                      outputs.content(one)));
        }
      }
    }
  }

  private Defect defect(Kind kind, Found one, int partition, String wanted, String there) {
    return new Defect(kind, one.place(), identity(one.id, partition), wanted, there);
  }

  private String identity(OutputId id, int partition) {
    return stage.name() + "/" + id.shown(partition);
  }
}
