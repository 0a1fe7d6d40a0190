package dev.millrace.stream.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Windows by hand-made examples; C3-08 are the three figures of windows in the requirements. */
class WindowTest {
  private static final String[] SUM = {
    "c", "count()", "sum", "sum(value.n)", "from", "window.start", "to", "window.end"
  };

  private static Run fed(Run run) {
    int n = 1;
    for (long time : new long[] {0, 1000, 2500, 4000, 5500, 7999, 11_000}) {
      run.record("k", time, "{\"n\":" + n++ + "}");
    }
    return run.tick(60_000);
  }

  @Test
  void c308TumblingWindowsOfFourSecondsFollowEachOther() {
    assertThat(fed(Lab.of(Steps.tumbling("4s", SUM)).run()).texts())
        .containsExactly(
            "k@3999 {\"c\":3,\"sum\":6,\"from\":0,\"to\":4000}",
            "k@7999 {\"c\":3,\"sum\":15,\"from\":4000,\"to\":8000}",
            "k@11999 {\"c\":1,\"sum\":7,\"from\":8000,\"to\":12000}");
  }

  @Test
  void c308SlidingWindowsOfFourSecondsEveryTwoOverlap() {
    assertThat(fed(Lab.of(Steps.sliding("4s", "2s", SUM)).run()).texts())
        .containsExactly(
            "k@1999 {\"c\":2,\"sum\":3,\"from\":-2000,\"to\":2000}",
            "k@3999 {\"c\":3,\"sum\":6,\"from\":0,\"to\":4000}",
            "k@5999 {\"c\":3,\"sum\":12,\"from\":2000,\"to\":6000}",
            "k@7999 {\"c\":3,\"sum\":15,\"from\":4000,\"to\":8000}",
            "k@9999 {\"c\":1,\"sum\":6,\"from\":6000,\"to\":10000}",
            "k@11999 {\"c\":1,\"sum\":7,\"from\":8000,\"to\":12000}",
            "k@13999 {\"c\":1,\"sum\":7,\"from\":10000,\"to\":14000}");
  }

  @Test
  void c308SessionsEndAfterAGapOfTwoSeconds() {
    assertThat(fed(Lab.of(Steps.session("2s", SUM)).run()).texts())
        .containsExactly(
            "k@7499 {\"c\":5,\"sum\":15,\"from\":0,\"to\":7500}",
            "k@9998 {\"c\":1,\"sum\":6,\"from\":7999,\"to\":9999}",
            "k@12999 {\"c\":1,\"sum\":7,\"from\":11000,\"to\":13000}");
  }

  @Test
  void recordsOutOfOrderCountWhileTheirWindowIsOpen() {
    Run run = Lab.of(Steps.tumbling("4s", "c", "count()")).lateness("2s").run();
    run.record("k", 5999, "{}").record("k", 100, "{}");
    assertThat(run.texts()).isEmpty();
    run.record("k", 6000, "{}");
    assertThat(run.texts()).containsExactly("k@3999 {\"c\":1}");
    assertThat(run.record("k", 3999, "{}").texts()).isEmpty();
    assertThat(run.stage.late()).isEqualTo(1);
  }

  @Test
  void aWindowOfAnotherKeyClosesToo() {
    Run run = Lab.of(Steps.tumbling("4s", "k", "key", "c", "count()")).run();
    run.record("b", 1, "{}").record("a", 2, "{}").record("é", 3, "{}").record("b", 4, "{}");
    assertThat(run.record("z", 4000, "{}").texts())
        .containsExactly(
            "a@3999 {\"k\":\"a\",\"c\":1}",
            "b@3999 {\"k\":\"b\",\"c\":2}",
            "é@3999 {\"k\":\"é\",\"c\":1}");
  }

  @Test
  void aRecordBetweenTwoSessionsJoinsThem() {
    Run run =
        Lab.of(
                Steps.session(
                    "2s",
                    "f",
                    "first(value.n)",
                    "l",
                    "last(value.n)",
                    "c",
                    "count()",
                    "d",
                    "distinct(value.n)"))
            .lateness("1m")
            .run();
    run.record("k", 0, "{\"n\":1}").record("k", 4000, "{\"n\":2}").record("k", 2000, "{\"n\":3}");
    run.record("k", 20_000, "{\"n\":8}").record("k", 18_500, "{\"n\":9}");
    assertThat(run.tick(200_000).texts())
        .containsExactly(
            "k@5999 {\"f\":1,\"l\":2,\"c\":3,\"d\":3}",
            "k@21999 {\"f\":9,\"l\":8,\"c\":2,\"d\":2}");
    assertThat(run.stage.stateDigest()).isZero();
  }

  @Test
  void countWindowsNeedNoTime() {
    Run run = Lab.of(Steps.count(4, 2, SUM)).run();
    for (int n = 1; n <= 7; n++) {
      run.record("k", 100 - n, "{\"n\":" + n + "}");
    }
    assertThat(run.texts())
        .containsExactly(
            "k@98 {\"c\":2,\"sum\":3,\"from\":1,\"to\":2}",
            "k@96 {\"c\":4,\"sum\":10,\"from\":1,\"to\":4}",
            "k@94 {\"c\":4,\"sum\":18,\"from\":3,\"to\":6}");
  }

  @Test
  void aCountWindowThatOverflowsDoesNotTakeTheRecord() {
    Run run = Lab.of(Steps.count(2, 1, "s", "sum(value.n)", "d", "distinct(value.n)")).run();
    run.record("k", 1, "{\"n\":1}").record("k", 2, "{\"n\":9223372036854775807}");
    run.record("k", 3, "{\"n\":2}");
    assertThat(run.texts())
        .containsExactly(
            "k@1 {\"s\":1,\"d\":1}",
            "DEAD k@2 {\"n\":9223372036854775807} millrace-reason=step 0: int overflow in sum",
            "k@3 {\"s\":3,\"d\":2}");
  }

  @Test
  void anOverflowChangesNoAggregateOfItsStep() {
    String[] sums = {"c", "count()", "d", "distinct(value.s)", "s", "sum(value.n)"};
    for (Run run :
        new Run[] {
          Lab.of(Steps.running(sums)).run(),
          Lab.of(Steps.tumbling("1h", sums)).run(),
          Lab.of(Steps.session("1h", sums)).run(),
          Lab.of(Steps.count(9, null, sums)).run()
        }) {
      run.record("k", 5, "{\"n\":9223372036854775807,\"s\":\"a\"}").texts();
      long digest = run.stage.stateDigest();
      assertThat(run.record("k", 6, "{\"n\":1,\"s\":\"b\"}").texts())
          .singleElement()
          .asString()
          .endsWith("millrace-reason=step 0: int overflow in sum");
      assertThat(run.record("k", 4, "{\"n\":1,\"s\":\"b\"}").stage.deadLetters()).isEqualTo(2);
      assertThat(run.stage.stateDigest()).isEqualTo(digest);
    }
  }

  @Test
  void everyAggregateOfAWindow() {
    Run run =
        Lab.of(
                Steps.tumbling(
                    "1s",
                    "count",
                    "count(value.b)",
                    "sum",
                    "sum(value.x)",
                    "min",
                    "min(value.x)",
                    "max",
                    "max(value.n)",
                    "avg",
                    "avg(value.n)",
                    "first",
                    "first(value.s)",
                    "last",
                    "last(value.b)",
                    "distinct",
                    "distinct(value.s)"))
            .run();
    run.record("k", 1, "{\"n\":3,\"x\":0.5,\"s\":\"p\",\"b\":true}");
    run.record("k", 3, "{\"n\":-4,\"x\":-0.25,\"s\":\"q\",\"b\":true}");
    run.record("k", 2, "{\"n\":2,\"x\":2.0,\"s\":\"p\",\"b\":false}");
    assertThat(run.tick(1000).texts())
        .containsExactly(
            "k@999 {\"count\":2,\"sum\":2.25,\"min\":-0.25,\"max\":3,\"avg\":0.3333333333333333,"
                + "\"first\":\"p\",\"last\":false,\"distinct\":2}");
    assertThat(run.stage.stateDigest()).isZero();
  }

  @Test
  void firstAndLastOfASlidingWindowFollowTheLogAndNotTime() {
    Run run =
        Lab.of(Steps.sliding("4s", "2s", "f", "first(value.n)", "l", "last(value.n)"))
            .lateness("10s")
            .run();
    run.record("k", 3000, "{\"n\":1}").record("k", 1000, "{\"n\":2}");
    assertThat(run.tick(14_000).texts()).contains("k@3999 {\"f\":1,\"l\":2}");
  }

  @Test
  void anOverflowBetweenPanesIsADeadLetterOfTheWindow() {
    Run run = Lab.of(Steps.sliding("4s", "2s", "sum", "sum(value.n)")).run();
    run.record("k", 0, "{\"n\":9223372036854775807}").record("k", 2000, "{\"n\":1}");
    assertThat(run.tick(10_000).texts())
        .containsExactly(
            "k@1999 {\"sum\":9223372036854775807}",
            "DEAD k@3999  millrace-reason=step 0: int overflow in sum",
            "k@5999 {\"sum\":1}");
  }

  @Test
  void resultsThatFeedAWindowFireInTheOrderOfDeadlines() {
    Run run =
        Lab.of(
                Steps.tumbling("1s", "n", "count()"),
                Steps.tumbling("2s", "sum", "sum(value.n)", "windows", "count()"))
            .run();
    run.record("a", 0, "{}").record("b", 999, "{}").record("a", 1000, "{}").record("a", 1, "{}");
    assertThat(run.stage.late()).isEqualTo(1);
    assertThat(run.tick(2000).texts())
        .containsExactly("a@1999 {\"sum\":2,\"windows\":2}", "b@1999 {\"sum\":1,\"windows\":1}");
  }
}
