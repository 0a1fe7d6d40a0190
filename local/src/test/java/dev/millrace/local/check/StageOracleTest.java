package dev.millrace.local.check;

import static dev.millrace.local.check.LogText.data;
import static dev.millrace.local.check.LogText.tick;
import static dev.millrace.local.check.LogText.with;
import static dev.millrace.local.check.OracleRun.expected;
import static dev.millrace.local.check.OracleRun.results;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every rule of docs/stages.md with results worked out by hand. */
class StageOracleTest {
  private static final String PLAIN = "{partitions: 1, fields: " + StageText.FIELDS + "}";

  @Test
  void filterAndMapGiveOneRecordWithTheNamedFieldsInOrder() {
    assertThat(
            results(
                StageText.of("[{filter: value.v > 1}, {map: {twice: value.v * 2, k: key}}]"),
                data(10, "a", "{\"v\":1}"),
                data(11, "a", "{\"v\":2}")))
        .containsExactly("2/0 time 11 key \"a\" {k: \"a\", twice: 4}");
  }

  @Test
  void flatMapWritesItsEntriesInOrder() {
    assertThat(
            results(
                StageText.of(
                    "[{flatMap: [{emit: {x: value.v}}, {when: value.v > 5, emit: {x: -value.v}}]}]"),
                data(1, null, "{\"v\":5}"),
                data(2, null, "{\"v\":6}")))
        .containsExactly(
            "1/0 time 1 key none {x: 5}",
            "2/0 time 2 key none {x: 6}",
            "2/1 time 2 key none {x: -6}");
  }

  @Test
  void fieldsThatAreAbsentStayAbsentAndKeepTheDeclaredOrder() {
    assertThat(
            results(
                StageText.of("[{filter: 'true'}]"),
                data(1, "k", "{\"s\":\"x\",\"other\":{\"v\":1},\"v\":3,\"d\":null,\"b\":false}")))
        .containsExactly("1/0 time 1 key \"k\" {b: false, s: \"x\", v: 3}");
  }

  @Test
  void aFailingStepMakesADeadLetterAndTakesItsOutputsBack() {
    assertThat(
            results(
                StageText.of("[{flatMap: [{emit: {x: '1'}}, {emit: {x: 10 / value.v}}]}]"),
                data(1, "k", "{\"v\":0}"),
                data(2, "k", "{\"s\":\"no v\"}"),
                data(3, "k", "{\"v\":5}")))
        .containsExactly(
            "1/0 time 1 key \"k\" \"{\"v\":0}\" {} dead: step 0",
            "2/0 time 2 key \"k\" \"{\"s\":\"no v\"}\" {} dead: step 0",
            "3/0 time 3 key \"k\" {x: 1}",
            "3/1 time 3 key \"k\" {x: 2}");
  }

  @Test
  void whatCannotBeDecodedTakesASerialNumberAndDoesNotMoveTime() {
    CheckedStage stage = StageText.of("[{window: {tumbling: 10s, emit: {num: count()}}}]");
    assertThat(
            results(
                stage,
                data(1_000, "k", "{\"v\":1}"),
                data(99_000, "k", "{\"v\":\"x\"}"),
                data(99_000, "k", "nonsense"),
                data(99_000, "k", "{\"v\":1} {}"),
                data(99_000, "k", "{\"v\":1,\"v\":2}"),
                data(99_000, "k", "{\"v\":9223372036854775808}"),
                data(99_000, "k", "{\"v\":1.0}"),
                data(99_000, "k", "{\"d\":1e999}"),
                data(2_000, "k", "{\"v\":1,\"d\":3}"),
                tick(10_000)))
        .satisfies(
            all -> {
              assertThat(all).hasSize(8);
              assertThat(all.subList(0, 7)).allMatch(one -> one.endsWith("dead: undecodable"));
              assertThat(all.get(7)).isEqualTo("10/0 time 9999 key \"k\" {num: 2}");
            });
  }

  @Test
  void pathHeadersOverrideThePayload() {
    assertThat(
            results(
                StageText.of("[{map: {v: value.v, s: value.s}}]"),
                with(with(data(1, "k", "{\"v\":1,\"s\":\"p\"}"), "path.s", "h"), "path.v", "7"),
                with(data(1, "k", "{\"v\":1,\"s\":\"p\"}"), "path.v", "seven")))
        .containsExactly(
            "1/0 time 1 key \"k\" {s: \"h\", v: 7}",
            "2/0 time 1 key \"k\" \"{\"v\":1,\"s\":\"p\"}\" {path.v=seven} dead: undecodable");
  }

  @Test
  void repeatsHaveNoEffectNotEvenOnTime() {
    CheckedStage stage = StageText.of("[{window: {tumbling: 10s, emit: {num: count()}}}]");
    assertThat(
            results(
                stage,
                with(data(1_000, "k", "{}"), "millrace-id", "p.u/1/0/5/1"),
                with(data(50_000, "k", "{}"), "millrace-id", "p.u/1/0/5/1"),
                with(data(50_000, "k", "{}"), "millrace-id", "p.u/1/0/5/0"),
                with(data(2_000, "k", "{}"), "millrace-id", "p.u/1/1/5/0"),
                with(data(3_000, "k", "{}"), "millrace-id", "p.u/2/0/1/0"),
                tick(10_000)))
        .containsExactly("6/0 time 9999 key \"k\" {num: 3}");
  }

  @Test
  void eventTimeFromAFieldMustBeThereAndNotAhead() {
    CheckedStage stage =
        StageText.of(
            "{partitions: 1, fields: " + StageText.FIELDS + ", time: {field: t, maxAhead: 1s}}",
            "{partitions: 1}",
            "[{map: {v: value.v}}]",
            "");
    assertThat(
            results(
                stage,
                data(10_000, "k", "{\"v\":1,\"t\":11000}"),
                data(10_000, "k", "{\"v\":1,\"t\":11001}"),
                data(10_000, "k", "{\"v\":1}"),
                data(10_000, "k", "{\"v\":1,\"t\":-1}")))
        .containsExactly(
            "1/0 time 11000 key \"k\" {v: 1}",
            "2/0 time 10000 key \"k\" \"{\"v\":1,\"t\":11001}\" {} dead: event time ahead",
            "3/0 time 10000 key \"k\" \"{\"v\":1}\" {} dead: no event time",
            "4/0 time 10000 key \"k\" \"{\"v\":1,\"t\":-1}\" {} dead: no event time");
  }

  @Test
  void dedupeDropsWithinAndForgetsAfter() {
    CheckedStage stage =
        StageText.of("[{dedupe: {by: value.v, within: 10s}}, {map: {v: value.v}}]");
    assertThat(
            results(
                stage,
                data(1_000, "k", "{\"v\":1}"),
                data(2_000, "j", "{\"v\":1}"),
                data(10_999, "k", "{\"v\":1}"),
                data(11_000, "k", "{\"v\":1}"),
                data(5_000, "k", "{\"v\":1}")))
        .containsExactly(
            "1/0 time 1000 key \"k\" {v: 1}",
            "2/0 time 2000 key \"j\" {v: 1}",
            "4/0 time 11000 key \"k\" {v: 1}");
  }

  @Test
  void dedupeDoesNotRememberWhatIsForgottenAlready() {
    CheckedStage stage = StageText.of("[{dedupe: {by: value.v, within: 1s}}, {map: {v: value.v}}]");
    assertThat(
            results(
                stage,
                data(50_000, "k", "{\"v\":1}"),
                data(2_000, "k", "{\"v\":2}"),
                data(2_000, "k", "{\"v\":2}")))
        .hasSize(3);
  }

  @Test
  void aJoinKeepsARecordWhoseResultsFail() {
    CheckedStage stage =
        StageText.of(
            "[{join: {key: s, left: value.b, right: '!value.b', within: 2s, emit: {r: right.v /"
                + " left.v}}}]");
    assertThat(
            results(
                stage,
                data(1, "k", "{\"v\":0,\"b\":true}"),
                data(2, "k", "{\"v\":8,\"b\":false}"),
                data(3, "k", "{\"v\":4,\"b\":true}")))
        .containsExactly(
            "2/0 time 2 key \"k\" \"{\"v\":8,\"b\":false}\" {} dead: step 0",
            "3/0 time 3 key \"k\" {r: 2}");
  }

  @Test
  void throttlePassesTheFirstFewOfEachPeriod() {
    CheckedStage stage =
        StageText.of(
            PLAIN,
            "{partitions: 1}",
            "[{throttle: {limit: 2, per: 1s}}, {map: {v: value.v}}]",
            "late: tardy");
    assertThat(
            results(
                stage,
                data(100, "k", "{\"v\":1}"),
                data(200, "k", "{\"v\":2}"),
                data(300, "k", "{\"v\":3}"),
                data(1_000, "k", "{\"v\":4}"),
                data(900, "k", "{\"v\":5}")))
        .containsExactly(
            "1/0 time 100 key \"k\" {v: 1}",
            "2/0 time 200 key \"k\" {v: 2}",
            "4/0 time 1000 key \"k\" {v: 4}",
            "5/0 time 900 key \"k\" \"{\"v\":5}\" {} late");
  }

  @Test
  void joinPairsRecordsOfOneKeyInTheOrderInWhichTheyWereKept() {
    CheckedStage stage =
        StageText.of(
            PLAIN,
            "{partitions: 1}",
            "[{join: {key: s, left: value.b, right: '!value.b', within: 2s, emit: {l: left.v,"
                + " r: right.v}}}]",
            "late: tardy");
    assertThat(
            results(
                stage,
                data(1_000, "k", "{\"v\":1,\"b\":true}"),
                data(2_000, "k", "{\"v\":2,\"b\":true}"),
                data(2_500, "j", "{\"v\":3,\"b\":false}"),
                data(3_000, "k", "{\"v\":4,\"b\":false}"),
                data(1_500, "k", "{\"v\":5,\"b\":true}"),
                data(900, "k", "{\"v\":6,\"b\":true}")))
        .containsExactly(
            "4/0 time 3000 key \"k\" {l: 1, r: 4}",
            "4/1 time 3000 key \"k\" {l: 2, r: 4}",
            "5/0 time 3000 key \"k\" {l: 5, r: 4}",
            "6/0 time 900 key \"k\" \"{\"v\":6,\"b\":true}\" {} late");
  }

  @Test
  void theKeyOfAResultComesFromTheWrittenValue() {
    CheckedStage stage =
        StageText.of(
            PLAIN, "{partitions: 4}", "[{map: {v: value.v, s: value.s}}, {rekey: value.s}]", "");
    List<Expected> all = expected(stage, 4, data(1, "k", "{\"v\":1,\"s\":\"gate-1\"}"));
    assertThat(all).hasSize(1);
    assertThat(all.get(0).content()).isEqualTo("time 1 key \"gate-1\" {s: \"gate-1\", v: 1}");
    assertThat(all.get(0).partition()).isEqualTo(murmurPartition("gate-1", 4));
  }

  @Test
  void aResultWithoutKeyGoesToThePartitionOfItsInput() {
    CheckedStage stage = StageText.of("[{map: {v: value.v}}]");
    StageOracle oracle =
        new StageOracle(stage, 6, Map.of("out", 4, "p.s.dead-letters", 4, "tardy", 4));
    assertThat(oracle.process(data(1, null, "{\"v\":1}")).get(0).partition()).isEqualTo(2);
  }

  @Test
  void senmlValuesAreNamedByTheLastSegment() {
    assertThat(
            results(
                StageText.of("[{filter: 'true'}]"),
                with(
                    data(
                        1,
                        "k",
                        "[{\"bn\":\"urn:dev:1:\",\"bt\":1700000000,\"n\":\"d\",\"v\":1.5},"
                            + "{\"n\":\"s\",\"vs\":\"x\",\"t\":-1},{\"n\":\"b\",\"vb\":true}]"),
                    "content-format",
                    "110"),
                with(
                    data(2, "k", "[{\"n\":\"d\",\"v\":1,\"vs\":\"x\"}]"), "content-format", "110")))
        .satisfies(
            all -> {
              assertThat(all.get(0))
                  .isEqualTo("1/0 time 1 key \"k\" {b: true, d: 1.5, s: \"x\", t: 1700000000000}");
              assertThat(all.get(1)).endsWith("dead: undecodable");
            });
  }

  private static int murmurPartition(String key, int partitions) {
    return org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(
        LogText.bytes(key), partitions);
  }
}
