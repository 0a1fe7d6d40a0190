package dev.millrace.stream.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.api.CountWindowSpec;
import dev.millrace.api.FieldType;
import dev.millrace.api.OutputSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.api.StepSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.api.WindowSpec;
import dev.millrace.stream.codec.ContentFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageCompilerTest {
  private static final TopicSpec OPEN = new TopicSpec(null, null, null, null, null);

  private static TopicSpec topic(Map<String, FieldType> fields) {
    return new TopicSpec(null, fields, null, null, null);
  }

  private static StageSpec stage(String name, String from, String to, StepSpec... steps) {
    return Lab.stage(name, from, to, null, null, null, List.of(steps));
  }

  private static StreamPipelineSpec pipeline(Map<String, TopicSpec> topics, StageSpec... stages) {
    return new StreamPipelineSpec(null, topics, List.of(stages));
  }

  private static List<String> issues(StreamPipelineSpec pipeline, String stage) {
    PlanException e =
        catchThrowableOfType(
            PlanException.class, () -> StageCompiler.compile("p", pipeline, stage));
    return e.issues().stream().map(PlanIssue::toString).toList();
  }

  private static List<String> issues(StepSpec... steps) {
    return issues(Lab.of(steps).pipeline(), "stage");
  }

  @Test
  void aPlanHasAllDefaults() {
    StagePlan plan = Lab.of(Steps.filter("value.b")).plan();
    assertThat(plan.identityName()).isEqualTo("pipeline.stage");
    assertThat(plan.generation()).isEqualTo(1);
    assertThat(plan.input().topic()).isEqualTo("in");
    assertThat(plan.input().partitions()).isEqualTo(4);
    assertThat(plan.input().timeSlot()).isEqualTo(-1);
    assertThat(plan.input().format()).isEqualTo(ContentFormat.JSON);
    assertThat(plan.output().partitions()).isEqualTo(2);
    assertThat(plan.output().schema()).isEqualTo(plan.input().schema());
    assertThat(plan.late()).isNull();
    assertThat(plan.deadLetters()).isEqualTo("pipeline.stage.dead-letters");
    assertThat(plan.allowedLatenessMillis()).isZero();
    assertThat(plan.tickIntervalMillis()).isEqualTo(1000);
    assertThat(plan.tickDelayMillis()).isEqualTo(1000);
    assertThat(plan.delivery()).isEqualTo(Delivery.Numbered);
    assertThat(plan.commitIntervalMillis()).isEqualTo(100);
    assertThat(plan.checkpointIntervalMillis()).isEqualTo(10_000);
  }

  @Test
  void everyIssueOfAStageIsNamedWithItsPlace() {
    Map<String, TopicSpec> topics = Map.of("in", topic(Lab.fields()), "out", OPEN);
    StageSpec stage =
        Lab.stage(
            "stage",
            "in",
            "out",
            "value.m",
            "soon",
            null,
            List.of(
                Steps.filter("value.m > 0"),
                Steps.filter("value.n"),
                Steps.rekey("key"),
                Steps.dedupe("value.n +", "0s"),
                Steps.throttle(0, "1s"),
                Steps.tumbling("1s", "a", "sum(value.s)", "b", "value.n", "c", "count()")));
    assertThat(issues(pipeline(topics, stage), "stage"))
        .satisfiesExactly(
            i -> assertThat(i).startsWith("spec.stages[0].allowedLateness: not a duration: 'soon'"),
            i ->
                assertThat(i)
                    .startsWith("spec.stages[0].steps[0].filter:1:7: no field 'm' in topic in"),
            i -> assertThat(i).startsWith("spec.stages[0].steps[1].filter:1:7: bool expected"),
            i ->
                assertThat(i)
                    .startsWith("spec.stages[0].steps[2].rekey: rekey must be the last step"),
            i -> assertThat(i).startsWith("spec.stages[0].steps[3].dedupe.by:1:"),
            i ->
                assertThat(i)
                    .startsWith(
                        "spec.stages[0].steps[3].dedupe.within: a duration of at least 1ms"),
            i ->
                assertThat(i)
                    .startsWith("spec.stages[0].steps[4].throttle.limit: a number of at least 1"),
            i -> assertThat(i).startsWith("spec.stages[0].steps[5].window.emit.a:1:"),
            i -> assertThat(i).startsWith("spec.stages[0].steps[5].window.emit.b:1:"));
  }

  @Test
  void expressionsOfALaterStepSeeWhatTheEarlierOneWrites() {
    assertThat(issues(Steps.map("m", "value.n"), Steps.filter("value.n > 0")))
        .singleElement()
        .asString()
        .startsWith(
            "spec.stages[0].steps[1].filter:1:7: no field 'n' in the result of step 0 (map)");
  }

  @Test
  void windowsAreChecked() {
    assertThat(issues(Steps.window(new WindowSpec("1s", null, "1s", null, Map.of("c", "count()")))))
        .containsExactly(
            "spec.stages[0].steps[0].window: exactly one of tumbling, sliding, session and count is"
                + " needed, these are 2");
    assertThat(issues(Steps.sliding("1s", "2s", "c", "count()")))
        .singleElement()
        .asString()
        .contains("window.sliding.every: every must not be longer");
    assertThat(issues(Steps.count(5, 2, "c", "count()")))
        .containsExactly(
            "spec.stages[0].steps[0].window.count.every: every must divide size, which is 5");
    assertThat(
            issues(
                Steps.window(new WindowSpec(null, null, null, new CountWindowSpec(null, 2), null))))
        .containsExactly(
            "spec.stages[0].steps[0].window.emit: at least one field is needed",
            "spec.stages[0].steps[0].window.count.size: a number of at least 1 is needed, this is"
                + " null");
  }

  @Test
  void aStepIsExactlyOneThing() {
    StepSpec none = new StepSpec(null, null, null, null, null, null, null, null, null, null);
    StepSpec two = new StepSpec("true", null, null, "key", null, null, null, null, null, null);
    assertThat(issues(none)).singleElement().asString().endsWith("these are []");
    assertThat(issues(two)).singleElement().asString().endsWith("these are [filter, rekey]");
  }

  @Test
  void theEntriesOfAFlatMapAreAlike() {
    assertThat(issues(Steps.flatMap(Steps.entry(null, "m", "1"), Steps.entry(null, "m", "1.0"))))
        .containsExactly(
            "spec.stages[0].steps[0].flatMap[1].emit: all entries need the same fields and types;"
                + " the first has {m: int}, this one {m: double}");
  }

  @Test
  void aJoinNeedsItsField() {
    StepSpec join = Steps.join("value.b", "!value.b", "1s", "l", "left.q");
    Map<String, TopicSpec> topics = Map.of("in", topic(Map.of("b", FieldType.BOOL)), "out", OPEN);
    assertThat(issues(pipeline(topics, stage("stage", "in", "out", join)), "stage"))
        .satisfiesExactly(
            i -> assertThat(i).contains("join.key: no field 's' in topic in (fields: b)"),
            i -> assertThat(i).contains("join.emit.l:1:6: no field 'q' in topic in"));
  }

  @Test
  void aKeyIsSaidOnce() {
    assertThat(issues(Lab.of(Steps.rekey("key")).key("key").pipeline(), "stage"))
        .singleElement()
        .asString()
        .startsWith("spec.stages[0].to.key: rekey in the last step already says the key");
  }

  @Test
  void whatATopicDeclaresMustBeWhatIsWritten() {
    Map<String, FieldType> declared = new LinkedHashMap<>();
    declared.put("m", FieldType.DOUBLE);
    declared.put("gone", FieldType.INT);
    Map<String, TopicSpec> topics = Map.of("in", topic(Lab.fields()), "out", topic(declared));
    StageSpec stage = stage("stage", "in", "out", Steps.map("m", "1", "more", "'x'"));
    assertThat(issues(pipeline(topics, stage), "stage"))
        .containsExactly(
            "spec.stages[0].to.topic: topic out declares 'm' as double, which is written as int;"
                + " 'gone' (int), which is not written; no 'more' (string), which is written");
  }

  @Test
  void fieldsAreWrittenInTheOrderInWhichTheirTopicDeclaresThem() {
    Map<String, FieldType> declared = new LinkedHashMap<>();
    declared.put("s", FieldType.STRING);
    declared.put("d", FieldType.DOUBLE);
    declared.put("m", FieldType.INT);
    declared.put("b", FieldType.BOOL);
    Map<String, TopicSpec> topics = Map.of("in", topic(Lab.fields()), "out", topic(declared));
    StageSpec stage =
        Lab.stage(
            "stage",
            "in",
            "out",
            "value.m",
            null,
            null,
            List.of(Steps.map("b", "value.b", "m", "value.n", "s", "key", "d", "value.x")));
    Run run = new Run(StageCompiler.compile("p", pipeline(topics, stage), "stage"));
    run.record("k", 1, "{\"n\":3,\"b\":true,\"x\":0.5}");
    assertThat(run.texts()).containsExactly("3@1 {\"s\":\"k\",\"d\":0.5,\"m\":3,\"b\":true}");
  }

  @Test
  void fieldsFollowFromTheStagesThatWriteThem() {
    Map<String, TopicSpec> topics =
        Map.of("in", topic(Lab.fields()), "mid", OPEN, "far", OPEN, "out", OPEN);
    StreamPipelineSpec pipeline =
        pipeline(
            topics,
            stage("last", "far", "out", Steps.filter("value.m > 0")),
            stage("one", "in", "mid", Steps.map("m", "value.n")),
            stage("two", "in", "mid", Steps.map("m", "2 * value.n")),
            stage("on", "mid", "far"));
    StagePlan plan = StageCompiler.compile("p", pipeline, "last");
    assertThat(plan.input().schema()).hasToString("{m: int}");
    // in: 1 s; mid: (1 + 1 + 0 + 1) + 1; far: (4 + 1 + 0 + 1) + 1.
    assertThat(plan.tickDelayMillis()).isEqualTo(7000);
  }

  @Test
  void ticksWaitForTheLatenessOfTheStagesBefore() {
    TopicSpec slow = new TopicSpec(null, null, null, null, "5s");
    StageSpec late = Lab.stage("late", "in", "mid", null, "30s", null, List.of());
    StreamPipelineSpec pipeline =
        pipeline(
            Map.of("in", topic(Lab.fields()), "mid", slow, "out", OPEN),
            late,
            stage("early", "in", "mid"),
            stage("stage", "mid", "out"));
    // (1 + 1 + 30 + 1) + 5.
    assertThat(StageCompiler.compile("p", pipeline, "stage").tickDelayMillis()).isEqualTo(38_000);
  }

  @Test
  void fieldsThatFollowFromNothingAreIssues() {
    Map<String, TopicSpec> topics = Map.of("in", OPEN, "out", OPEN, "a", OPEN, "b", OPEN);
    assertThat(issues(pipeline(topics, stage("s", "in", "out")), "s"))
        .containsExactly(
            "spec.stages[0].from: the fields of topic in are not declared, and no stage of this"
                + " pipeline writes it; declare them in spec.topics.in.fields");
    assertThat(issues(pipeline(topics, stage("x", "a", "b"), stage("y", "b", "a")), "x"))
        .singleElement()
        .asString()
        .startsWith("spec.stages[0].from: the fields of topic a follow from");
    StreamPipelineSpec differing =
        pipeline(
            Map.of("in", topic(Lab.fields()), "a", OPEN, "out", OPEN),
            stage("one", "in", "a", Steps.map("m", "1")),
            stage("two", "in", "a", Steps.map("m", "'1'")),
            stage("s", "a", "out"));
    assertThat(issues(differing, "s"))
        .singleElement()
        .asString()
        .contains("which do not agree: one writes 'm' as int, which is written as string by two");
    assertThat(
            issues(
                pipeline(
                    Map.of("in", topic(Lab.fields())),
                    stage("one", "in", "a", Steps.filter("nonsense")),
                    stage("s", "a", "out")),
                "s"))
        .singleElement()
        .asString()
        .contains("follow from stage one, which has errors of its own");
  }

  @Test
  void topicsThatAreNotThereAreNoCrash() {
    assertThat(issues(pipeline(null, stage("s", "in", "out")), "s")).hasSize(1);
    StageSpec empty =
        new StageSpec(
            "s",
            null,
            null,
            null,
            null,
            null,
            null,
            new OutputSpec(null, null),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    assertThat(issues(pipeline(Map.of(), empty), "s"))
        .containsExactly("spec.stages[0].from: the topic to read is missing");
    assertThat(
            issues(
                pipeline(
                    Map.of("in", topic(Lab.fields())),
                    Lab.stage("s", "in", null, null, null, null, null)),
                "s"))
        .containsExactly("spec.stages[0].to.topic: the topic to write is missing");
    assertThatThrownBy(() -> StageCompiler.compile("p", pipeline(Map.of()), "s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pipeline p has no stage s");
  }

  @Test
  void eventTimeIsAnIntField() {
    assertThat(issues(Lab.of().time("q", null).pipeline(), "stage"))
        .singleElement()
        .asString()
        .startsWith("spec.topics.in.time.field: no field 'q' in topic in");
    assertThat(issues(Lab.of().time("x", "5").pipeline(), "stage"))
        .satisfiesExactly(
            i -> assertThat(i).startsWith("spec.topics.in.time.maxAhead: not a duration: '5'"),
            i -> assertThat(i).contains("field 'x' is double"));
    assertThat(Lab.of().time("n", null).plan().input().maxAheadMillis()).isEqualTo(5000);
  }

  @Test
  void aCustomClassIsFoundAndOpenedBeforeAnythingStarts() {
    Map<String, FieldType> fields = Map.of("t", FieldType.INT);
    assertThat(issues(Steps.custom("no.such.Class", null, fields)))
        .containsExactly(
            "spec.stages[0].steps[0].custom.className: no class 'no.such.Class' on the class path");
    assertThat(issues(Steps.custom(String.class, null, fields)))
        .singleElement()
        .asString()
        .contains("does not implement dev.millrace.stream.step.CustomStep");
    assertThat(issues(Steps.custom(StepTest.Total.class, Map.of("bad", "x"), fields)))
        .singleElement()
        .asString()
        .contains("cannot be opened: java.lang.NumberFormatException");
  }
}
