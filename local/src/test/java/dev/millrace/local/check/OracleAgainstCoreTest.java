package dev.millrace.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.PartitionStage;
import dev.millrace.stream.stage.RecordHeader;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.HashState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two implementations of docs/stages.md, written by different hands, over the same random logs:
 * what they disagree on is a mistake of one of them, or a hole in the page.
 */
class OracleAgainstCoreTest {
  private static final int LOGS = 4;
  private static final int RECORDS = 500;
  private static final String TIME_FIELD =
      "{partitions: 1, fields: " + StageText.FIELDS + ", time: {field: t, maxAhead: 1s}}";
  private static final String PLAIN = "{partitions: 1, fields: " + StageText.FIELDS + "}";
  private static final String ALL =
      "{num: count(), c: count(value.b), si: sum(value.v), sd: sum(value.d), lo: min(value.d),"
          + " hi: max(value.v), ls: min(value.s), m: avg(value.v), md: avg(value.d),"
          + " f: first(value.s), l: last(value.v), u: distinct(value.s), k: key}";
  private static final String BOUNDS =
      "{num: count(), sd: sum(value.d), from: window.start,"
          + " to: window.end, l: last(value.s), f: first(value.v)}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{filter: value.v > 1 || value.s == 'x'}]",
        "[{filter: has(value.v)}, {map: {r: 100 / value.v, s: 'value.s + key', b: '!value.b'}}]",
        "[{map: {q: value.d / 2.0, s: string(value.v), x: value.v * value.v}}, {rekey: value.s}]",
        "[{flatMap: [{emit: {x: value.v}}, {when: value.b, emit: {x: 10 / value.v}}]}, {throttle:"
            + " {limit: 3, per: 2s}}]",
        "[{dedupe: {by: value.s, within: 3s}}]",
        "[{dedupe: {by: value.v, within: 1s}}, {dedupe: {by: value.b, within: 2s}}]",
        "[{running: " + "ALL" + "}]",
        "[{running: {si: sum(value.v)}}, {filter: value.si > 0}, {map: {r: 7 / (value.si - 3)}}]",
        "[{window: {tumbling: 4s, emit: ALL}}]",
        "[{window: {sliding: {size: 4s, every: 2s}, emit: ALL}}]",
        "[{window: {sliding: {size: 5s, every: 3s}, emit: BOUNDS}}]",
        "[{window: {session: 2s, emit: ALL}}]",
        "[{window: {session: 700ms, emit: BOUNDS}}, {map: {len: value.to - value.from}}]",
        "[{window: {count: {size: 3}, emit: ALL}}]",
        "[{window: {count: {size: 6, every: 2}, emit: BOUNDS}}]",
        "[{throttle: {limit: 2, per: 1s}}]",
        "[{join: {key: s, left: value.b, right: '!value.b', within: 2s, emit: {l: left.v, r:"
            + " right.d, q: 10 / left.v, k: key}}}]",
        "[{window: {tumbling: 1s, emit: {s: last(value.s), n2: count(), v: sum(value.v)}}},"
            + " {window: {tumbling: 3s, emit: {a: sum(value.n2), b: last(value.s), c:"
            + " max(value.v)}}}, {map: {r: 100 / value.c, a: value.a}}]",
        "[{flatMap: [{when: value.v > 0, emit: {x: value.v, d: value.d}}, {emit: {x: '-1', d:"
            + " value.d}}]}, {window: {session: 1s, emit: {s: sum(value.d), c: count()}}},"
            + " {window: {count: {size: 2}, emit: {s: sum(value.s), c: sum(value.c)}}}]",
        "[{dedupe: {by: value.s, within: 1s}}, {join: {key: s, left: value.v > 1, right: value.b,"
            + " within: 500ms, emit: {x: left.d + right.d}}}, {window: {sliding: {size: 2s,"
            + " every: 1s}, emit: {m: max(value.x), num: count()}}}]",
      })
  void bothSayTheSame(String steps) throws Exception {
    String whole = steps.replace("ALL", ALL).replace("BOUNDS", BOUNDS);
    compare(whole, PLAIN, "{partitions: 3}", "late: tardy");
    compare(whole, PLAIN, "{partitions: 3}", "allowedLateness: 1500ms\nlate: tardy");
    compare(whole, TIME_FIELD, "{partitions: 3, format: Cbor}", "allowedLateness: 400ms");
  }

  private static void compare(String steps, String in, String out, String more) throws Exception {
    StreamPipelineSpec spec = StageText.pipeline(in, out, steps, more);
    CheckedStage stage = CheckedStage.of("p", spec, spec.stages().get(0));
    StagePlan plan = StageCompiler.compile("p", spec, "s");
    long outputs = 0;
    for (long seed = 1; seed <= LOGS; seed++) {
      PartitionStage core = new PartitionStage(plan, 0, new HashState());
      StageOracle oracle =
          new StageOracle(stage, 0, Map.of("out", 3, "p.s.dead-letters", 1, "tardy", 1));
      for (LogRecord record : RandomLog.of(seed, RECORDS)) {
        List<Output> made = new ArrayList<>();
        core.process(input(record), made);
        List<String> found = made.stream().map(output -> shown(output, stage)).toList();
        List<String> expected =
            oracle.process(record).stream()
                .map(
                    one ->
                        "%d/%d %s %s".formatted(one.sn(), one.index(), one.topic(), one.content()))
                .toList();
        assertThat(found).as("%s seed %d record %s", steps, seed, record).isEqualTo(expected);
        outputs += found.size();
      }
      assertThat(core.late()).as("late records, seed %d", seed).isEqualTo(oracle.counts().late);
      assertThat(core.deadLetters()).isEqualTo(oracle.counts().deadLetters);
    }
    assertThat(outputs).as("a comparison of nothing proves nothing").isGreaterThan(LOGS);
  }

  private static InputRecord input(LogRecord record) {
    RecordHeader[] headers =
        record.headers().entrySet().stream()
            .map(header -> new RecordHeader(header.getKey(), header.getValue()))
            .toArray(RecordHeader[]::new);
    return new InputRecord(
        record.offset(), record.timestamp(), record.key(), record.value(), headers);
  }

  private static String shown(Output output, CheckedStage stage) {
    Map<String, byte[]> headers = new HashMap<>();
    for (RecordHeader header : output.headers()) {
      headers.put(header.name(), header.value());
    }
    LogRecord record = new LogRecord(0, output.timestamp(), output.key(), output.value(), headers);
    String topic =
        switch (output.channel()) {
          case MAIN -> stage.spec().to().topic();
          case LATE -> stage.spec().late();
          case DEAD -> stage.deadLetters();
        };
    return "%d/%d %s %s"
        .formatted(output.sn(), output.index(), topic, StageOutputs.content(stage, topic, record));
  }
}
