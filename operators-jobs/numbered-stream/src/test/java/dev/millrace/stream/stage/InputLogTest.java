package dev.millrace.stream.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Ticks, repeats, decoding, event time and errors. */
class InputLogTest {
  private static RecordHeader id(String identity) {
    return RecordHeader.of(RecordHeader.IDENTITY, identity);
  }

  private static RecordHeader format(String number) {
    return RecordHeader.of(RecordHeader.CONTENT_FORMAT, number);
  }

  private static RecordHeader path(String name, String text) {
    return RecordHeader.of(RecordHeader.PATH_PREFIX + name, text);
  }

  @Test
  void everyRecordTakesASerialNumber() {
    Run run = Lab.of().run();
    run.record("k", 1, "{}").tick(2).record("k", 3, "{").record("k", 4, "{}", id("p.s/1/0/1/0"));
    run.record("k", 5, "{}", id("p.s/1/0/1/0"));
    assertThat(run.stage.sn()).isEqualTo(5);
    assertThat(run.stage.nextOffset()).isEqualTo(5);
    assertThat(run.outputs).extracting(Output::sn).containsExactly(1L, 3L, 4L);
    assertThat(run.stage.records()).isEqualTo(3);
    assertThat(run.stage.ticks()).isEqualTo(1);
    assertThat(run.stage.repeats()).isEqualTo(1);
    assertThat(run.stage.outputs()).isEqualTo(3);
  }

  @Test
  void offsetsMayHaveGapsAndMayComeAgain() {
    Run run = Lab.of().run();
    run.feed(Run.input(7, "k", 1, "{}")).feed(Run.input(9, "k", 1, "{}"));
    long chain = run.stage.chainHash();
    run.feed(Run.input(7, "k", 1, "{}")).feed(Run.input(9, "k", 1, "{}"));
    assertThat(run.stage.sn()).isEqualTo(2);
    assertThat(run.outputs).hasSize(2);
    assertThat(run.stage.chainHash()).isEqualTo(chain);
  }

  @Test
  void anIdentityThatIsNotGreaterIsARepeatOfItsOrigin() {
    Run run = Lab.of(Steps.map("n", "value.n")).run();
    String[] identities = {
      "p.s/1/0/5/1",
      "p.s/1/1/5/0",
      "p.t/1/0/5/0",
      "p.s/1/0/5/0",
      "p.s/1/0/5/1",
      "p.s/1/0/5/2",
      "p.s/1/0/4/9",
      "p.s/2/0/1/0",
      "p.s/1/0/9/0"
    };
    for (int i = 0; i < identities.length; i++) {
      run.record("k", 1000 + i, "{\"n\":" + i + "}", id(identities[i]));
    }
    assertThat(run.texts())
        .containsExactly(
            "k@1000 {\"n\":0}",
            "k@1001 {\"n\":1}",
            "k@1002 {\"n\":2}",
            "k@1005 {\"n\":5}",
            "k@1007 {\"n\":7}");
    assertThat(run.stage.logTime()).isEqualTo(1007);
    assertThat(run.stage.image().seen())
        .extracting(Identity::toString)
        .hasSize(3)
        .first()
        .asString()
        .contains("p.s", "generation=2");
    run.record("k", 1, "{}", id("p.s/x"));
    assertThat(run.texts())
        .containsExactly(
            "DEAD k@1 {} millrace-reason=undecodable: header millrace-id is not an output identity");
  }

  @Test
  void aTickMovesTimeOnlyForwards() {
    Run run = Lab.of(Steps.tumbling("10ms", "c", "count()")).run();
    run.record("k", 5, "{}").tick(9);
    assertThat(run.texts()).isEmpty();
    assertThat(run.tick(10).tick(3).texts()).containsExactly("k@9 {\"c\":1}");
    assertThat(run.stage.logTime()).isEqualTo(10);
    assertThat(run.record("k", 4, "{}").stage.late()).isEqualTo(1);
  }

  @Test
  void theContentFormatHeaderSaysHowAValueIsRead() {
    Run run = Lab.of().run();
    byte[] cbor = Base64.getDecoder().decode("oWFuBw==");
    RecordHeader[] headers = {format("60")};
    run.feed(new InputRecord(0, 1, null, cbor, headers));
    run.record("k", 2, "[{\"n\":\"n\",\"v\":3}]", format("110"));
    run.record("k", 3, "{}", format("42"));
    run.record("k", 4, "{}", format("4x"));
    assertThat(run.texts())
        .containsExactly(
            "-@1 {\"n\":7}",
            "k@2 {\"n\":3}",
            "DEAD k@3 {} content-format=42 millrace-reason=undecodable: a payload of"
                + " application/octet-stream has no fields",
            "DEAD k@4 {} content-format=4x millrace-reason=undecodable: content format '4x' is not"
                + " known");
    assertThat(run.stage.deadLetters(DeadLetterReason.UNDECODABLE)).isEqualTo(2);
  }

  @Test
  void thePathWinsOverThePayload() {
    Run run = Lab.of().run();
    run.record(
        "k",
        1,
        "{\"s\":\"forged\",\"n\":1}",
        path("s", "true"),
        path("n", "-4"),
        path("x", "1.5e1"),
        path("b", "true"),
        path("other", "?"));
    run.record("k", 2, "{}", path("n", "4.0")).record("k", 3, "{}", path("x", "NaN"));
    run.record("k", 4, "{}", path("b", "True"), path("s", "q"));
    assertThat(run.texts())
        .containsExactly(
            "k@1 {\"n\":-4,\"x\":15.0,\"s\":\"true\",\"b\":true}",
            "DEAD k@2 {} path.n=4.0 millrace-reason=undecodable: header path.n is not of type int",
            "DEAD k@3 {} path.x=NaN millrace-reason=undecodable: header path.x is not of type double",
            "DEAD k@4 {} path.b=True path.s=q millrace-reason=undecodable: header path.b is not of"
                + " type bool");
  }

  @Test
  void whatCannotBeDecodedDoesNotMoveTime() {
    Run run = Lab.of().run();
    run.record("k", 9, null)
        .feed(
            new InputRecord(
                1, 9, new byte[] {'k', -1}, new byte[] {'{', '}'}, InputRecord.NO_HEADERS));
    assertThat(run.outputs)
        .extracting(o -> o.headers()[0].text())
        .containsExactly("undecodable: no value", "undecodable: the key is not UTF-8");
    assertThat(run.outputs.get(1).key()).containsExactly('k', -1);
    assertThat(run.stage.logTime()).isEqualTo(Long.MIN_VALUE);
    assertThat(run.record("k", 9, "{}").stage.logTime()).isEqualTo(9);
  }

  @Test
  void eventTimeFromAFieldHasItsLimits() {
    Run run = Lab.of(Steps.map("n", "value.n")).time("n", "10ms").run();
    run.record("k", 1000, "{\"n\":1010}").record("k", 1000, "{\"n\":1011}");
    run.record("k", 1000, "{}").record("k", 1000, "{\"n\":-1}").record("k", 1000, "{\"n\":0}");
    run.record("k", Long.MAX_VALUE, "{\"n\":253402300800000}");
    assertThat(run.texts())
        .containsExactly(
            "k@1010 {\"n\":1010}",
            "DEAD k@1000 {\"n\":1011} millrace-reason=event time ahead: by 11 ms, allowed 10 ms",
            "DEAD k@1000 {} millrace-reason=no event time: no field 'n'",
            "DEAD k@1000 {\"n\":-1} millrace-reason=no event time: -1 is not between 1970 and 9999",
            "k@0 {\"n\":0}",
            "DEAD k@9223372036854775807 {\"n\":253402300800000} millrace-reason=no event time:"
                + " 253402300800000 is not between 1970 and 9999");
    assertThat(run.stage.logTime()).isEqualTo(1010);
    assertThat(run.stage.deadLetters(DeadLetterReason.NO_EVENT_TIME)).isEqualTo(3);
    assertThat(run.stage.deadLetters(DeadLetterReason.EVENT_TIME_AHEAD)).isEqualTo(1);
    assertThat(run.stage.deadLetters()).isEqualTo(4);
  }

  @Test
  void anErrorDropsWhatTheRecordHadProducedAndKeepsWhatHadFired() {
    Run run =
        Lab.of(
                Steps.flatMap(
                    Steps.entry(null, "n", "value.n"), Steps.entry(null, "n", "100 / value.n")),
                Steps.tumbling("10ms", "c", "count()"),
                Steps.filter("value.c > 0"))
            .late("late")
            .run();
    run.record("k", 1, "{\"n\":1}").record("k", 25, "{\"n\":0}").record("k", 26, "{\"n\":5}");
    assertThat(run.texts())
        .containsExactly(
            "k@9 {\"c\":2}", "DEAD k@25 {\"n\":0} millrace-reason=step 0: division by zero");
    // Late by its first result, then void.
    assertThat(run.record("k", 9, "{\"n\":0}").texts())
        .containsExactly("DEAD k@9 {\"n\":0} millrace-reason=step 0: division by zero");
    assertThat(run.stage.late()).isZero();
    // The first result of the record that failed had reached the window.
    assertThat(run.tick(30).texts()).containsExactly("k@29 {\"c\":3}");
    assertThat(run.outputs).isEmpty();
  }

  @Test
  void aLateRecordIsWrittenAsItCame() {
    Run run =
        Lab.of(Steps.map("n", "value.n"), Steps.tumbling("10ms", "c", "count()"))
            .late("late")
            .time("n", "1h")
            .run();
    run.record("k", 50, "{\"n\":50}");
    run.record("k", 51, "{\"n\":3, \"zzz\":1}", format("50"), id("p.s/1/0/1/0"), path("q", "r"));
    assertThat(run.texts())
        .containsExactly("LATE k@51 {\"n\":3, \"zzz\":1} content-format=50 path.q=r");
  }

  @Test
  void aResultThatCannotBeWrittenIsADeadLetter() {
    Run run = Lab.of(Steps.map("x", "value.x / 0.0")).key("string(value.x)").run();
    run.record("k", 1, "{\"x\":1.0}");
    assertThat(run.outputs).hasSize(1);
    assertThat(run.texts().getFirst()).startsWith("DEAD k@1 {\"x\":1.0} millrace-reason=output: ");
    Run noKey = Lab.of().key("value.s").run();
    assertThat(noKey.record("k", 1, "{}").texts())
        .containsExactly("DEAD k@1 {} millrace-reason=output: no field 's'");
    assertThat(noKey.stage.deadLetters(DeadLetterReason.OUTPUT)).isEqualTo(1);
  }

  @Test
  void indicesCountAllOutputsOfASerialNumber() {
    Run run =
        Lab.of(Steps.tumbling("10ms", "c", "count()"), Steps.filter("1 / (value.c - 2) < 5")).run();
    run.record("a", 1, "{}").record("b", 1, "{}").record("b", 2, "{}").record("c", 2, "{}");
    run.record("c", 20, "{}");
    assertThat(run.outputs).extracting(Output::index).containsExactly(0, 1, 2);
    assertThat(run.outputs)
        .extracting(Output::channel)
        .containsExactly(Channel.MAIN, Channel.DEAD, Channel.MAIN);
    assertThat(run.texts().get(1)).startsWith("DEAD b@9  millrace-reason=step 1: ");
  }

  @Test
  void chainHashesDifferByEveryPartOfAnOutput() {
    long same = chain("k", 1, "{\"n\":1}");
    assertThat(chain("k", 1, "{\"n\":1}")).isEqualTo(same);
    assertThat(
            new long[] {
              chain("j", 1, "{\"n\":1}"), chain("k", 2, "{\"n\":1}"), chain("k", 1, "{\"n\":2}")
            })
        .doesNotContain(same)
        .doesNotHaveDuplicates();
  }

  private static long chain(String key, long time, String json) {
    return Lab.of().run().record(key, time, json).stage.chainHash();
  }
}
