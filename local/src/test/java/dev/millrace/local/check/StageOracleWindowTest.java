package dev.millrace.local.check;

import static dev.millrace.local.check.LogText.data;
import static dev.millrace.local.check.LogText.tick;
import static dev.millrace.local.check.LogText.with;
import static dev.millrace.local.check.OracleRun.results;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every rule of docs/stages.md about windows with results worked out by hand. */
class StageOracleWindowTest {
  private static final String PLAIN = "{partitions: 1, fields: " + StageText.FIELDS + "}";

  @Test
  void dueResultsFireBeforeTheRecordInTheOrderOfDeadlineStepAndKey() {
    CheckedStage stage =
        StageText.of(
            "[{window: {tumbling: 4s, emit: {num: count(), from: window.start, key2: key}}}]");
    assertThat(
            results(
                stage,
                data(1_000, "b", "{}"),
                data(1_500, "a", "{}"),
                data(5_000, "c", "{}"),
                data(4_500, "a", "{}"),
                data(9_000, "a", "{}")))
        .containsExactly(
            "3/0 time 3999 key \"a\" {from: 0, key2: \"a\", num: 1}",
            "3/1 time 3999 key \"b\" {from: 0, key2: \"b\", num: 1}",
            "5/0 time 7999 key \"a\" {from: 4000, key2: \"a\", num: 1}",
            "5/1 time 7999 key \"c\" {from: 4000, key2: \"c\", num: 1}");
  }

  @Test
  void lateRecordsGoToTheLateTopicAsTheyCame() {
    CheckedStage stage =
        StageText.of(
            PLAIN,
            "{partitions: 1}",
            "[{window: {tumbling: 4s, emit: {num: count()}}}]",
            "allowedLateness: 1s\nlate: tardy");
    assertThat(
            results(
                stage,
                data(4_999, "k", "{}"),
                data(3_999, "k", "{}"),
                data(5_000, "k", "{}"),
                with(data(3_999, "k", "{}"), "content-format", "50")))
        .containsExactly(
            "3/0 time 3999 key \"k\" {num: 1}",
            "4/0 time 3999 key \"k\" \"{}\" {content-format=50} late");
  }

  @Test
  void slidingWindowsHoldARecordInEachThatIsNotOver() {
    CheckedStage stage =
        StageText.of(
            "[{window: {sliding: {size: 4s, every: 2s}, emit: {s: sum(value.v), f: first(value.v),"
                + " l: last(value.v), from: window.start}}}]");
    assertThat(
            results(
                stage,
                data(1_000, "k", "{\"v\":1}"),
                data(3_000, "k", "{\"v\":2}"),
                data(1_500, "k", "{\"v\":4}"),
                tick(8_000)))
        .containsExactly(
            "2/0 time 1999 key \"k\" {f: 1, from: -2000, l: 1, s: 1}",
            "4/0 time 3999 key \"k\" {f: 1, from: 0, l: 4, s: 7}",
            "4/1 time 5999 key \"k\" {f: 2, from: 2000, l: 2, s: 2}");
  }

  @Test
  void doublesOfSlidingWindowsAddPaneByPane() {
    CheckedStage stage =
        StageText.of("[{window: {sliding: {size: 4s, every: 2s}, emit: {s: sum(value.d)}}}]");
    // (0.1) + (0.2 + 0.3) is 0.6; in log order 0.1 + 0.2 + 0.3 is 0.6000000000000001.
    assertThat(
            results(
                stage,
                data(1_000, "k", "{\"d\":0.1}"),
                data(2_000, "k", "{\"d\":0.2}"),
                data(3_000, "k", "{\"d\":0.3}"),
                tick(4_000)))
        .contains("4/0 time 3999 key \"k\" {s: 0.6}");
  }

  @Test
  void sessionsMergeInTheOrderOfTheirStarts() {
    CheckedStage stage =
        StageText.of(
            "[{window: {session: 2s, emit: {num: count(), f: first(value.v), l: last(value.v),"
                + " from: window.start, to: window.end}}}]");
    assertThat(
            results(
                stage,
                data(5_000, "k", "{\"v\":1}"),
                data(8_000, "j", "{\"v\":9}"),
                data(9_500, "k", "{\"v\":2}"),
                data(9_000, "j", "{\"v\":3}"),
                data(9_999, "k", "{\"v\":5}"),
                data(6_000, "k", "{\"v\":7}"),
                tick(20_000)))
        .containsExactly(
            "2/0 time 6999 key \"k\" {f: 1, from: 5000, l: 1, num: 1, to: 7000}",
            "7/0 time 10999 key \"j\" {f: 9, from: 8000, l: 3, num: 2, to: 11000}",
            "7/1 time 11998 key \"k\" {f: 2, from: 9500, l: 5, num: 2, to: 11999}");
  }

  @Test
  void aRecordBetweenTwoSessionsJoinsThem() {
    CheckedStage stage =
        StageText.of(
            PLAIN,
            "{partitions: 1}",
            "[{window: {session: 2s, emit: {num: count(), f: first(value.v), l: last(value.v)}}}]",
            "allowedLateness: 60s");
    assertThat(
            results(
                stage,
                data(10_000, "k", "{\"v\":1}"),
                data(14_000, "k", "{\"v\":2}"),
                data(12_000, "k", "{\"v\":3}"),
                data(8_000, "k", "{\"v\":4}"),
                tick(100_000)))
        .containsExactly("5/0 time 15999 key \"k\" {f: 4, l: 2, num: 4}");
  }

  @Test
  void countWindowsFireEveryFewRecordsAndKnowNoLateness() {
    CheckedStage stage =
        StageText.of(
            "[{window: {count: {size: 4, every: 2}, emit: {s: sum(value.v), a: window.start,"
                + " b: window.end}}}]");
    assertThat(
            results(
                stage,
                data(50_000, "k", "{\"v\":1}"),
                data(1_000, "k", "{\"v\":2}"),
                data(2_000, "k", "{\"v\":4}"),
                data(3_000, "k", "{\"v\":8}"),
                data(4_000, "k", "{\"v\":16}"),
                data(5_000, "k", "{\"v\":32}")))
        .containsExactly(
            "2/0 time 1000 key \"k\" {a: 1, b: 2, s: 3}",
            "4/0 time 3000 key \"k\" {a: 1, b: 4, s: 15}",
            "6/0 time 5000 key \"k\" {a: 3, b: 6, s: 60}");
  }

  @Test
  void allAggregates() {
    CheckedStage stage =
        StageText.of(
            "[{window: {count: {size: 4}, emit: {num: count(), c: count(value.b), s: sum(value.v),"
                + " lo: min(value.d), hi: max(value.v), m: avg(value.v), f: first(value.s),"
                + " l: last(value.s), u: distinct(value.s)}}}]");
    assertThat(
            results(
                stage,
                data(1, "k", "{\"v\":1,\"d\":2,\"s\":\"x\",\"b\":true}"),
                data(1, "k", "{\"v\":2,\"d\":-0.5,\"s\":\"y\",\"b\":false}"),
                data(1, "k", "{\"v\":4,\"d\":7,\"s\":\"x\",\"b\":true}"),
                data(1, "k", "{\"v\":0,\"d\":7,\"s\":\"z\",\"b\":true}")))
        .containsExactly(
            "4/0 time 1 key \"k\" {c: 3, f: \"x\", hi: 4, l: \"z\", lo: -0.5, m: 1.75,"
                + " num: 4, s: 7, u: 3}");
  }

  @Test
  void anIntSumThatOverflowsIsADeadLetterAndChangesNothing() {
    CheckedStage stage = StageText.of("[{running: {num: count(), s: sum(value.v)}}]");
    assertThat(
            results(
                stage,
                data(1, "k", "{\"v\":9223372036854775807}"),
                data(1, "k", "{\"v\":1}"),
                data(1, "k", "{\"v\":-7}")))
        .containsExactly(
            "1/0 time 1 key \"k\" {num: 1, s: 9223372036854775807}",
            "2/0 time 1 key \"k\" \"{\"v\":1}\" {} dead: step 0",
            "3/0 time 1 key \"k\" {num: 2, s: 9223372036854775800}");
  }

  @Test
  void aWindowSumThatOverflowsWhenItFiresIsADeadLetterOfItsKey() {
    CheckedStage stage =
        StageText.of("[{window: {sliding: {size: 2s, every: 1s}, emit: {s: sum(value.v)}}}]");
    assertThat(
            results(
                stage,
                data(500, "k", "{\"v\":9223372036854775807}"),
                data(600, "k", "{\"v\":1}"),
                data(1_500, "k", "{\"v\":1}"),
                tick(3_000)))
        .containsExactly(
            "2/0 time 600 key \"k\" \"{\"v\":1}\" {} dead: step 0",
            "3/0 time 999 key \"k\" {s: 9223372036854775807}",
            "4/0 time 1999 key \"k\" \"\" {} dead: step 0",
            "4/1 time 2999 key \"k\" {s: 1}");
  }

  @Test
  void aResultOfAWindowThatFailsLaterIsADeadLetterOfItsKey() {
    CheckedStage stage =
        StageText.of(
            "[{window: {tumbling: 1s, emit: {num: count(), s: sum(value.v)}}}, {map: {r: 10 /"
                + " value.s}}]");
    assertThat(
            results(stage, data(100, "a", "{\"v\":0}"), data(200, "b", "{\"v\":5}"), tick(1_000)))
        .containsExactly(
            "3/0 time 999 key \"a\" \"\" {} dead: step 1", "3/1 time 999 key \"b\" {r: 2}");
  }
}
