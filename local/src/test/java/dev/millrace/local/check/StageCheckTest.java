package dev.millrace.local.check;

import static dev.millrace.local.check.LogText.data;
import static dev.millrace.local.check.LogText.tick;
import static dev.millrace.local.check.LogText.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.check.Defect.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A checker that cannot fail is worthless: each kind of defect is put into a right log by hand. */
class StageCheckTest {
  private static final String STEPS = "[{filter: value.v > 1}, {map: {s: value.s, v: value.v}}]";
  private static final CheckedStage STAGE =
      StageText.of(
          "{partitions: 2, fields: " + StageText.FIELDS + "}",
          "{partitions: 1}",
          STEPS,
          "late: tardy");

  @Test
  void aRightLogHasNoDefects() {
    StageVerdict verdict = verdict(log -> {});
    assertThat(verdict.defects().samples()).isEmpty();
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.expected()).isEqualTo(5);
    assertThat(verdict.found()).isEqualTo(5);
    assertThat(verdict.input()).isEqualTo(6);
    assertThat(verdict.ticks()).isEqualTo(1);
    assertThat(verdict.deadLetters()).isEqualTo(1);
  }

  @Test
  void whiteSpaceOfTheEncoderDoesNotMatter() {
    StageVerdict verdict =
        verdict(log -> replace(log, 0, data(20, "k", " { \"s\" : \"b\", \"v\":2}")));
    assertThat(verdict.holds()).isTrue();
  }

  @Test
  void aMissingOutputIsFound() {
    StageVerdict verdict = verdict(log -> log.log("out", 0).remove(1));
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.defects().missing()).isEqualTo(1);
    assertThat(verdict.defects().samples())
        .containsExactly(
            new Defect(
                Kind.MISSING,
                "out-0",
                "p.s/1/0/4/0",
                "time 40 key \"k\" {s: \"d\", v: 4}",
                "nothing"));
  }

  @Test
  void aMissingDeadLetterIsFound() {
    StageVerdict verdict = verdict(log -> log.log("p.s.dead-letters", 0).clear());
    assertThat(verdict.defects().missing()).isEqualTo(1);
    assertThat(verdict.holds()).isFalse();
  }

  @Test
  void aRepeatedOutputIsCountedAndAFaultUnlessAllowed() {
    Consumer<MemoryLog> repeat = log -> log.add("out", 0, log.log("out", 0).get(0));
    StageVerdict verdict = verdict(repeat);
    assertThat(verdict.defects().repeated()).isEqualTo(1);
    assertThat(verdict.defects().reordered()).isZero();
    assertThat(verdict.found()).isEqualTo(5);
    assertThat(verdict.holds()).isFalse();
    assertThat(run(repeat, true).holds()).isTrue();
  }

  @Test
  void aRepeatWithOtherBytesIsADifferenceEvenWhereRepeatsAreAllowed() {
    StageVerdict verdict =
        run(
            log -> log.add("out", 0, id(data(20, "k", "{\"s\":\"b\",\"v\":3}"), "p.s/1/0/2/0")),
            true);
    assertThat(verdict.defects().different()).isEqualTo(1);
    assertThat(verdict.holds()).isFalse();
  }

  @Test
  void swappedOutputsOfOneInputPartitionAreReordered() {
    StageVerdict verdict = verdict(log -> Collections.swap(log.log("out", 0), 0, 1));
    assertThat(verdict.defects().reordered()).isEqualTo(1);
    assertThat(verdict.defects().missing()).isZero();
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.defects().samples().get(0).expected())
        .isEqualTo("before 1/0/4/0 at out-0@0");
  }

  @Test
  void outputsOfSeveralInputPartitionsMayMixInAnyOrder() {
    StageVerdict verdict =
        verdict(
            log -> {
              LogRecord other = log.log("out", 0).remove(2);
              log.log("out", 0).add(0, other);
            });
    assertThat(verdict.holds()).isTrue();
  }

  @Test
  void anotherValueIsADifferenceWithBothSidesShown() {
    StageVerdict verdict = verdict(log -> replace(log, 0, data(20, "k", "{\"s\":\"b\",\"v\":3}")));
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.defects().samples())
        .containsExactly(
            new Defect(
                Kind.DIFFERENT,
                "out-0@0",
                "p.s/1/0/2/0",
                "out-0: time 20 key \"k\" {s: \"b\", v: 2}",
                "time 20 key \"k\" {s: \"b\", v: 3}"));
  }

  @Test
  void anotherTypeOrderKeyTimestampOrFieldIsADifference() {
    List<LogRecord> wrong =
        List.of(
            data(20, "k", "{\"s\":\"b\",\"v\":2.0}"),
            data(20, "k", "{\"v\":2,\"s\":\"b\"}"),
            data(20, "j", "{\"s\":\"b\",\"v\":2}"),
            data(20, null, "{\"s\":\"b\",\"v\":2}"),
            data(21, "k", "{\"s\":\"b\",\"v\":2}"),
            data(20, "k", "{\"s\":\"b\",\"v\":2,\"x\":1}"),
            data(20, "k", "{\"s\":\"b\"}"),
            data(20, "k", "nonsense"));
    for (LogRecord record : wrong) {
      StageVerdict verdict = verdict(log -> replace(log, 0, record));
      assertThat(verdict.defects().different()).as("%s", record).isEqualTo(1);
      assertThat(verdict.holds()).isFalse();
    }
  }

  @Test
  void anOutputInTheWrongPartitionIsADifference() {
    MemoryLog log = rightLog().topic("out", 2);
    // Kafka's partitioner puts the keys j and k into partition 0 of 2; without a key it is that of
    // the input, which is 1 here.
    for (LogRecord record : rightLog().log("out", 0)) {
      log.add("out", 1, record);
    }
    StageVerdict verdict = StageCheck.run(STAGE, log, writers(), Map.of(), false, Map.of());
    assertThat(verdict.defects().different()).isEqualTo(3);
  }

  @Test
  void anIdentityThatNobodyExpectsIsUnexpected() {
    StageVerdict verdict =
        verdict(
            log -> {
              log.log("out", 0).add(0, id(data(10, "k", "{\"s\":\"a\",\"v\":1}"), "p.s/1/0/1/0"));
              log.add("out", 0, id(data(10, "k", "{\"v\":1}"), "p.s/1/0/999/0"));
              log.add("out", 0, id(data(10, "k", "{\"v\":1}"), "p.s/1/7/1/0"));
            });
    assertThat(verdict.defects().unexpected()).isEqualTo(3);
    assertThat(verdict.holds()).isFalse();
  }

  @Test
  void recordsOfNobodyAreUnexpectedUnlessOthersMayWriteTheTopic() {
    Consumer<MemoryLog> strange =
        log -> {
          log.add("out", 0, data(10, "k", "{\"v\":1}"));
          log.add("out", 0, id(data(10, "k", "{\"v\":1}"), "other.stage/1/0/1/0"));
          log.add("out", 0, tick(10));
        };
    assertThat(verdict(strange).defects().unexpected()).isEqualTo(2);
    MemoryLog log = rightLog();
    strange.accept(log);
    TopicWriters writers = writers();
    writers.addOther("out");
    assertThat(
            StageCheck.run(STAGE, log, writers, Map.of(), false, Map.of()).defects().unexpected())
        .isEqualTo(1);
  }

  @Test
  void aDeadLetterWithAnotherReasonIsADifference() {
    StageVerdict verdict =
        verdict(
            log -> {
              LogRecord dead = log.log("p.s.dead-letters", 0).remove(0);
              log.add("p.s.dead-letters", 0, with(dead, "millrace-reason", "step 0: no field"));
            });
    assertThat(verdict.defects().different()).isEqualTo(1);
  }

  @Test
  void onlyAFewDefectsAreShownButAllAreCounted() {
    StageVerdict verdict =
        verdict(
            log -> {
              for (int i = 0; i < 100; i++) {
                log.add("out", 0, data(10, "k", "{\"v\":1}"));
              }
            });
    assertThat(verdict.defects().unexpected()).isEqualTo(100);
    assertThat(verdict.defects().samples()).hasSize(Defect.SAMPLES);
  }

  @Test
  void whatATickBehindTheEndCausesMayBeMissingButNotWrong() {
    CheckedStage stage = StageText.of("[{window: {tumbling: 1s, emit: {num: count()}}}]");
    MemoryLog log =
        new MemoryLog()
            .topic("in", 1)
            .topic("out", 1)
            .topic("p.s.dead-letters", 1)
            .add("in", 0, data(10, "k", "{\"v\":1}"))
            .add("in", 0, tick(1_000));
    TopicWriters writers = new TopicWriters();
    writers.add(stage);
    assertThat(StageCheck.run(stage, log, writers, Map.of(0, 2L), false, Map.of()).holds())
        .isFalse();
    assertThat(StageCheck.run(stage, log, writers, Map.of(0, 1L), false, Map.of()).holds())
        .isTrue();
    log.add("out", 0, id(data(999, "k", "{\"num\":2}"), "p.s/1/0/2/0"));
    assertThat(StageCheck.run(stage, log, writers, Map.of(0, 1L), false, Map.of()).holds())
        .isFalse();
  }

  @Test
  void withACustomStepOnlyRepeatsAndOrderAreChecked() {
    CheckedStage custom =
        StageText.of(
            "{partitions: 2, fields: " + StageText.FIELDS + "}",
            "{partitions: 1}",
            "[{custom: {className: com.example.Step, fields: {v: int}}}]",
            "");
    MemoryLog log = rightLog();
    StageVerdict verdict = StageCheck.run(custom, log, writers(), Map.of(), false, Map.of());
    assertThat(verdict.recomputed()).isFalse();
    assertThat(verdict.holds()).isTrue();
    Collections.swap(log.log("out", 0), 0, 1);
    assertThat(StageCheck.run(custom, log, writers(), Map.of(), false, Map.of()).holds()).isFalse();
  }

  @Test
  void aStageThatWasBornAnewForgetsAndCountsFromOne() {
    CheckedStage stage = StageText.of("[{running: {sum: sum(value.v)}}]");
    MemoryLog log = new MemoryLog().topic("in", 1).topic("out", 1).topic("p.s.dead-letters", 1);
    for (int v = 1; v <= 4; v++) {
      log.add("in", 0, data(v, "k", "{\"v\":" + v + "}"));
    }
    log.add("out", 0, id(data(1, "k", "{\"sum\":1}"), "p.s/1/0/1/0"))
        .add("out", 0, id(data(2, "k", "{\"sum\":3}"), "p.s/1/0/2/0"))
        .add("out", 0, id(data(3, "k", "{\"sum\":3}"), "p.s/2/0/1/0"))
        .add("out", 0, id(data(4, "k", "{\"sum\":7}"), "p.s/2/0/2/0"));
    assertThat(run(stage, log, course(false, 0, 2)).holds()).isTrue();
    assertThat(run(stage, log, course(false, 0, 2)).expected()).isEqualTo(4);
    assertThat(run(stage, log, course(false, 0, 2)).input()).isEqualTo(4);
    assertThat(run(stage, log, course(false, 0, 3)).holds()).as("born later").isFalse();
    assertThat(run(stage, log, course(false, 0)).holds()).as("never born anew").isFalse();
    assertThat(run(stage, log, Map.of()).holds()).as("nothing known").isFalse();
  }

  @Test
  void whatARouterMayHaveCorrectedIsCheckedForRepeatsAndOrderOnly() {
    MemoryLog log = rightLog();
    log.log("out", 0).remove(1);
    assertThat(run(STAGE, log, course(false, 0)).holds()).isFalse();
    StageVerdict verdict = run(STAGE, log, course(true, 0));
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.recomputed()).isFalse();
    assertThat(verdict.input()).isEqualTo(6);
    log.add("out", 0, log.log("out", 0).getFirst());
    assertThat(run(STAGE, log, course(true, 0)).holds()).isFalse();
  }

  /** Of partition 0, born at these offsets. */
  private static Map<Integer, PartitionCourse> course(boolean routed, long... births) {
    List<PartitionCourse.Birth> all =
        IntStream.range(0, births.length)
            .mapToObj(i -> new PartitionCourse.Birth(i + 1, births[i]))
            .toList();
    return Map.of(0, new PartitionCourse(all, routed));
  }

  private static StageVerdict run(
      CheckedStage stage, MemoryLog log, Map<Integer, PartitionCourse> courses) {
    TopicWriters writers = new TopicWriters();
    writers.add(stage);
    return StageCheck.run(stage, log, writers, Map.of(), false, courses);
  }

  private static StageVerdict verdict(Consumer<MemoryLog> change) {
    return run(change, false);
  }

  private static StageVerdict run(Consumer<MemoryLog> change, boolean repeatsAllowed) {
    MemoryLog log = rightLog();
    change.accept(log);
    MemoryLog renumbered = new MemoryLog();
    for (String topic : List.of("in", "out", "p.s.dead-letters", "tardy")) {
      renumbered.topic(topic, log.partitions(topic));
      for (int p = 0; p < log.partitions(topic); p++) {
        for (LogRecord record : log.log(topic, p)) {
          renumbered.add(topic, p, record);
        }
      }
    }
    return StageCheck.run(STAGE, renumbered, writers(), Map.of(), repeatsAllowed, Map.of());
  }

  private static TopicWriters writers() {
    TopicWriters writers = new TopicWriters();
    writers.add(STAGE);
    return writers;
  }

  private static MemoryLog rightLog() {
    return new MemoryLog()
        .topic("in", 2)
        .topic("out", 1)
        .topic("p.s.dead-letters", 1)
        .topic("tardy", 1)
        .add("in", 0, data(10, "k", "{\"v\":1,\"s\":\"a\"}"))
        .add("in", 0, data(20, "k", "{\"v\":2,\"s\":\"b\"}"))
        .add("in", 0, data(30, "k", "nonsense"))
        .add("in", 0, data(40, "k", "{\"v\":4,\"s\":\"d\"}"))
        .add("in", 1, tick(5))
        .add("in", 1, data(10, "j", "{\"v\":5,\"s\":\"e\"}"))
        .add("in", 1, data(15, null, "{\"v\":6,\"s\":\"f\"}"))
        .add("out", 0, id(data(20, "k", "{\"s\":\"b\",\"v\":2}"), "p.s/1/0/2/0"))
        .add("out", 0, id(data(40, "k", "{\"s\":\"d\",\"v\":4}"), "p.s/1/0/4/0"))
        .add("out", 0, id(data(10, "j", "{\"s\":\"e\",\"v\":5}"), "p.s/1/1/2/0"))
        .add("out", 0, id(data(15, null, "{\"s\":\"f\",\"v\":6}"), "p.s/1/1/3/0"))
        .add(
            "p.s.dead-letters",
            0,
            with(
                id(data(30, "k", "nonsense"), "p.s/1/0/3/0"),
                "millrace-reason",
                "undecodable: malformed JSON at byte 0"));
  }

  private static void replace(MemoryLog log, int index, LogRecord record) {
    LogRecord old = log.log("out", 0).get(index);
    log.log("out", 0).set(index, with(record, "millrace-id", old.header("millrace-id")));
  }

  private static LogRecord id(LogRecord record, String identity) {
    return with(record, "millrace-id", identity);
  }
}
