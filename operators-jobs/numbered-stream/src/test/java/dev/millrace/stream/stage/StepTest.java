package dev.millrace.stream.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.step.CustomState;
import dev.millrace.stream.step.CustomStep;
import dev.millrace.stream.step.Emitter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Steps that are not windows, by hand-made examples (C3-08: map, filter, rolling aggregates). */
class StepTest {
  @Test
  void c308AFilterPassesWhatIsTrueAndAMapWritesItsFieldsInOrder() {
    Run run = Lab.of(Steps.filter("value.n > 1"), Steps.map("k", "key", "m", "value.n * 2")).run();
    run.record("a", 5, "{\"n\":1}").record("b", 4, "{\"n\":2}").record(null, 6, "{\"n\":3}");
    assertThat(run.texts())
        .containsExactly("b@4 {\"k\":\"b\",\"m\":4}", "-@6 {\"k\":\"\",\"m\":6}");
  }

  @Test
  void aFlatMapWritesOneRecordForEachEntryThatHolds() {
    Run run =
        Lab.of(
                Steps.flatMap(
                    Steps.entry("value.n > 0", "m", "value.n"),
                    Steps.entry(null, "m", "-value.n"),
                    Steps.entry("value.n > 1", "m", "0")),
                Steps.running("c", "count()", "last", "last(value.m)"))
            .run();
    run.record("k", 1, "{\"n\":2}").record("k", 1, "{\"n\":0}");
    assertThat(run.texts())
        .containsExactly(
            "k@1 {\"c\":1,\"last\":2}",
            "k@1 {\"c\":2,\"last\":-2}",
            "k@1 {\"c\":3,\"last\":0}",
            "k@1 {\"c\":4,\"last\":0}");
  }

  @Test
  void aKeyComesFromTheWrittenValue() {
    Run byKey = Lab.of(Steps.map("m", "value.n")).key("value.m").run();
    assertThat(byKey.record("k", 1, "{\"n\":7}").texts()).containsExactly("7@1 {\"m\":7}");
    Run rekeyed = Lab.of(Steps.map("m", "value.n"), Steps.rekey("key + '!'")).run();
    assertThat(rekeyed.record("k", 1, "{\"n\":7}").texts()).containsExactly("k!@1 {\"m\":7}");
    Run without = Lab.of(Steps.rekey("value.s")).run();
    assertThat(without.record("k", 1, "{\"s\":\"\"}").texts()).containsExactly("-@1 {\"s\":\"\"}");
  }

  @Test
  void dedupeForgetsAfterItsTime() {
    Run run = Lab.of(Steps.dedupe("value.n", "10ms")).run();
    run.record("k", 100, "{\"n\":1}").record("k", 109, "{\"n\":1}").record("j", 109, "{\"n\":1}");
    assertThat(run.texts()).containsExactly("k@100 {\"n\":1}", "j@109 {\"n\":1}");
    run.record("k", 95, "{\"n\":1}").record("k", 110, "{\"n\":1}").record("k", 119, "{\"n\":1}");
    assertThat(run.texts()).containsExactly("k@110 {\"n\":1}");
    assertThat(run.tick(130).stage.stateDigest()).isZero();
  }

  @Test
  void throttleLetsSoManyPassInEachPeriod() {
    Run run = Lab.of(Steps.throttle(2, "10ms")).late("late").run();
    for (long time : new long[] {0, 9, 5, 10, 11, 4, 12}) {
      run.record("k", time, "{\"n\":" + time + "}");
    }
    assertThat(run.texts())
        .containsExactly(
            "k@0 {\"n\":0}",
            "k@9 {\"n\":9}",
            "k@10 {\"n\":10}",
            "k@11 {\"n\":11}",
            "LATE k@4 {\"n\":4}");
  }

  @Test
  void aJoinMeetsPartnersInTheOrderOfTheLog() {
    Run run =
        Lab.of(
                Steps.join(
                    "value.b", "!value.b", "10ms", "l", "left.n", "r", "right.n", "s", "right.s"))
            .lateness("100ms")
            .run();
    run.record("k", 50, "{\"n\":1,\"b\":true}").record("k", 41, "{\"n\":2,\"b\":true}");
    run.record("j", 45, "{\"n\":3,\"b\":true}").record("k", 39, "{\"n\":4,\"b\":true}");
    assertThat(run.record("k", 49, "{\"n\":9,\"b\":false,\"s\":\"x\"}").texts())
        .containsExactly(
            "k@50 {\"l\":1,\"r\":9,\"s\":\"x\"}",
            "k@49 {\"l\":2,\"r\":9,\"s\":\"x\"}",
            "k@49 {\"l\":4,\"r\":9,\"s\":\"x\"}");
    assertThat(run.record("k", 59, "{\"n\":5,\"b\":true}").texts())
        .containsExactly("k@59 {\"l\":5,\"r\":9,\"s\":\"x\"}");
    assertThat(run.tick(1000).stage.stateDigest()).isZero();
  }

  @Test
  void aJoinKeepsManyRecordsOfOneKey() {
    Run run = Lab.of(Steps.join("value.b", "!value.b", "1s", "l", "left.n")).run();
    for (int n = 0; n < 1000; n++) {
      run.record("k", n, "{\"n\":" + n + ",\"b\":true}");
    }
    run.record("k", 999, "{\"b\":false}");
    assertThat(run.texts())
        .hasSize(1000)
        .startsWith("k@999 {\"l\":0}", "k@999 {\"l\":1}")
        .endsWith("k@999 {\"l\":999}");
  }

  /** Emits the total of n a key, twice, unless n is the parameter {@code bad}. */
  public static final class Total implements CustomStep {
    private long bad;
    private int n;

    @Override
    public void open(Map<String, String> parameters, Schema input, Schema output) {
      bad = Long.parseLong(parameters.get("bad"));
      n = input.slot("n");
    }

    @Override
    public void process(CustomState state, Row record, String key, long eventTime, Emitter emit)
        throws Exception {
      state.setLong("total", state.getLong("total") + record.getLong(n));
      state.setString("last", key + record.getLong(n));
      Row row = emit.newRow();
      row.setLong(0, state.getLong("total"));
      emit.emit(row);
      if (record.getLong(n) == bad) {
        throw new Exception("bad n");
      }
      row.setLong(0, -state.getLong("total"));
      emit.emit(row);
    }
  }

  @Test
  void aCustomStepThatThrowsLeavesNothingBehind() {
    Run run =
        Lab.of(Steps.custom(Total.class, Map.of("bad", "13"), Map.of("t", FieldType.INT))).run();
    run.record("k", 1, "{\"n\":1}").record("k", 2, "{\"n\":13}").record("k", 3, "{\"n\":2}");
    assertThat(run.record("k", 4, "{}").texts())
        .containsExactly(
            "k@1 {\"t\":1}",
            "k@1 {\"t\":-1}",
            "DEAD k@2 {\"n\":13} millrace-reason=step 0: java.lang.Exception: bad n",
            "k@3 {\"t\":3}",
            "k@3 {\"t\":-3}",
            "DEAD k@4 {} millrace-reason=step 0: no field 'n'");
  }
}
