package dev.millrace.stream.migration;

import static dev.millrace.api.MigrationPhase.CatchingUp;
import static dev.millrace.api.MigrationPhase.CuttingOver;
import static dev.millrace.api.MigrationPhase.Finishing;
import static dev.millrace.api.MigrationPhase.Observing;
import static dev.millrace.api.MigrationPhase.Pending;
import static dev.millrace.api.MigrationPhase.Preparing;
import static dev.millrace.api.MigrationPhase.Refused;
import static dev.millrace.api.MigrationPhase.RolledBack;
import static dev.millrace.api.MigrationPhase.RollingBack;
import static dev.millrace.api.MigrationPhase.Succeeded;
import static dev.millrace.api.MigrationPhase.Transferring;
import static dev.millrace.api.MigrationPhase.Verifying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.MigrationPhase;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.migration.MigrationCommand.Append;
import dev.millrace.stream.migration.MigrationCommand.DeployTarget;
import dev.millrace.stream.migration.MigrationCommand.RemoveSource;
import dev.millrace.stream.migration.MigrationCommand.RemoveTarget;
import dev.millrace.stream.migration.MigrationCommand.RequestSnapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The whole table of phases and events, and what is done on the way. */
class CoordinatorTest {
  private static final long STARTED = 1_000;
  private static final long SINCE = 2_000;
  private static final long NOW = 3_000;
  private static final long DEADLINE = 100_000;
  private static final MigrationRules RULES =
      new MigrationRules("m", "r1", "r2", 1_000, 500, false, 30_000, DEADLINE, 100);

  private final Coordinator coordinator = new Coordinator(RULES);

  /** An event, told to a scene of two partitions that the source owns. */
  private static final Map<String, Function<Scene, Scene>> EVENTS =
      Map.ofEntries(
          Map.entry("nothing", scene -> scene),
          Map.entry("objection", scene -> scene.objection("no node in cloud")),
          Map.entry("target ready", Scene::ready),
          Map.entry("all loaded", scene -> scene.loaded(0).loaded(1)),
          Map.entry("one loaded", scene -> scene.loaded(0)),
          Map.entry("caught up", scene -> scene.loaded(0).loaded(1).lag(100)),
          Map.entry("behind", scene -> scene.loaded(0).loaded(1).lag(101)),
          Map.entry("enough compared", scene -> scene.compared(500)),
          Map.entry("too little compared", scene -> scene.compared(499)),
          Map.entry("differs", scene -> scene.differs(1)),
          Map.entry(
              "differs somewhere", scene -> scene.differs(1, Difference.at(1_024)).targetGone()),
          Map.entry("differs and promoted", scene -> scene.differs(1).promote()),
          Map.entry("promoted", Scene::promote),
          Map.entry("aborted", Scene::abort),
          Map.entry("to be rolled back", Scene::rollBack),
          Map.entry("one opened", scene -> scene.opened(0)),
          Map.entry("all opened", scene -> scene.opened(0).opened(1)),
          Map.entry("one opened and aborted", scene -> scene.opened(0).abort()),
          Map.entry("late", scene -> scene.at(STARTED + DEADLINE)),
          Map.entry("one opened and late", scene -> scene.opened(0).at(SINCE + DEADLINE)),
          Map.entry("source kept long enough", scene -> scene.at(SINCE + 30_000)),
          Map.entry("target lost", Scene::targetLost),
          Map.entry("one opened, target lost", scene -> scene.opened(0).targetLost()),
          Map.entry("all opened, target lost", scene -> scene.opened(0).opened(1).targetLost()),
          Map.entry("target gone", Scene::targetGone),
          Map.entry("source gone", Scene::sourceGone));

  /** Where the events lead that do not leave the phase as it is. */
  private static Map<MigrationPhase, Map<String, MigrationPhase>> table() {
    Map<MigrationPhase, Map<String, MigrationPhase>> table = new EnumMap<>(MigrationPhase.class);
    table.put(
        Pending, Map.of("objection", Refused, "aborted", Refused, "to be rolled back", Refused));
    Map<String, MigrationPhase> ways =
        Map.of(
            "differs", RollingBack,
            "differs somewhere", RollingBack,
            "aborted", RollingBack,
            "to be rolled back", RollingBack,
            "one opened and aborted", RollingBack,
            "late", RollingBack,
            "one opened and late", RollingBack);
    table.put(Preparing, with(ways, "target ready", Transferring));
    table.put(
        Transferring,
        with(ways, "all loaded", CatchingUp, "caught up", CatchingUp, "behind", CatchingUp));
    table.put(CatchingUp, ways);
    table.put(Verifying, with(ways, "promoted", CuttingOver, "differs and promoted", CuttingOver));
    table.put(
        CuttingOver,
        Map.of(
            "differs", RollingBack,
            "differs somewhere", RollingBack,
            "aborted", RollingBack,
            "to be rolled back", RollingBack,
            "late", RollingBack,
            "one opened and late", RollingBack,
            "one opened, target lost", RollingBack,
            "all opened, target lost", RollingBack,
            "all opened", Observing));
    table.put(
        Observing,
        Map.of(
            "differs", RollingBack,
            "differs somewhere", RollingBack,
            "to be rolled back", RollingBack,
            "one opened, target lost", RollingBack,
            "all opened, target lost", RollingBack,
            "source kept long enough", Finishing,
            "late", Finishing,
            "one opened and late", Finishing));
    table.put(Finishing, Map.of("source gone", Succeeded));
    table.put(RollingBack, Map.of("target gone", RolledBack));
    table.put(Succeeded, Map.of());
    table.put(RolledBack, Map.of());
    table.put(Refused, Map.of());
    return table;
  }

  private static Map<String, MigrationPhase> with(
      Map<String, MigrationPhase> ways, Object... more) {
    Map<String, MigrationPhase> all = new java.util.HashMap<>(ways);
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], (MigrationPhase) more[i + 1]);
    }
    return all;
  }

  @TestFactory
  Stream<DynamicTest> everyEventInEveryPhase() {
    return table().entrySet().stream()
        .flatMap(
            row ->
                EVENTS.keySet().stream()
                    .sorted()
                    // Without an objection a pending migration begins; caught up is the rule.
                    .filter(event -> row.getKey() != Pending || row.getValue().containsKey(event))
                    .filter(
                        event -> row.getKey() != CatchingUp || row.getValue().containsKey(event))
                    .filter(event -> row.getKey() != Verifying || !event.equals("enough compared"))
                    .map(
                        event ->
                            DynamicTest.dynamicTest(
                                row.getKey() + ", " + event,
                                () ->
                                    assertThat(after(row.getKey(), event).state().phase())
                                        .isEqualTo(
                                            row.getValue().getOrDefault(event, row.getKey())))));
  }

  @Test
  void theSunnyWay() {
    assertThat(after(Pending, "nothing").state().phase()).isEqualTo(Preparing);
    assertThat(after(CatchingUp, "behind").state().phase()).isEqualTo(CatchingUp);
    assertThat(after(CatchingUp, "caught up").state().phase()).isEqualTo(Verifying);
    assertThat(after(Verifying, "too little compared").state().phase()).isEqualTo(Verifying);
    assertThat(after(Verifying, "enough compared").state().phase()).isEqualTo(CuttingOver);
  }

  @Test
  void anOperatorIsToldWhy() {
    assertThat(after(Pending, "objection").state().reason()).isEqualTo("no node in cloud");
    assertThat(after(Verifying, "differs").state().reason())
        .isEqualTo("partition 1 differs from SN 42 on, key 'gate-7'");
  }

  @Test
  void aDeadlineTellsWhatWasMissing() {
    assertThat(late(Preparing, new Scene().alone(1).trouble("no route to the broker")))
        .isEqualTo("r2 has not joined for partition 1: no route to the broker");
    assertThat(late(Preparing, new Scene().alone(0).alone(1)))
        .isEqualTo("r2 has not joined for partitions 0, 1");
    assertThat(late(Transferring, new Scene().loaded(0).trouble("chunk 3 is corrupt")))
        .isEqualTo("partition 1 has no snapshot yet: chunk 3 is corrupt");
    assertThat(late(Transferring, new Scene()))
        .isEqualTo("partition 0 has no snapshot yet, nor have 1 others");
    assertThat(late(CatchingUp, new Scene().loaded(0).loaded(1).lag(52_113)))
        .isEqualTo("partition 0 is 52,113 records behind");
    assertThat(late(CatchingUp, new Scene().loaded(1)))
        .isEqualTo("partition 0 has no snapshot yet");
    assertThat(late(Verifying, new Scene().loaded(0).loaded(1).compared(6)))
        .isEqualTo("12 of 1,000 records have been compared");
    assertThat(late(Verifying, new Scene().loaded(0).loaded(1).compared(500)))
        .isEqualTo("it has been compared for less than 500 ms");
    assertThat(late(CuttingOver, new Scene())).startsWith("partition 0 has not been asked for");
    assertThat(late(CuttingOver, new Scene().asked(0).opened(1)))
        .isEqualTo("partition 0 has not been drained by r1");
    assertThat(late(CuttingOver, new Scene().drained(0).asked(1)))
        .isEqualTo("partition 0 has not been opened by r2, nor have 1 others");
  }

  private String late(MigrationPhase phase, Scene scene) {
    MigrationState state = decide(phase, scene.at(SINCE + DEADLINE)).state();
    assertThat(state.phase()).isEqualTo(RollingBack);
    String prefix = "the deadline passed in phase " + phase + ": ";
    assertThat(state.reason()).startsWith(prefix);
    return state.reason().substring(prefix.length());
  }

  @Test
  void goingBackWaitsForNobodyButTheTargetIsKeptUntilItHasSaidWhereItDiffers() {
    Scene sought = new Scene().differs(1, Difference.at(1_024)).asked(0);
    MigrationState state = decide(Verifying, sought).state();
    assertThat(state.phase()).isEqualTo(RollingBack);
    assertThat(state.reason()).isEqualTo("partition 1 differs at SN 1024, and perhaps before");
    assertThat(coordinator.decide(state, sought.seen(), NOW).commands())
        .containsExactly(new Append(new Cancel(0, Scene.ID)));

    Scene given = new Scene().differs(1, Difference.at(1_024));
    assertThat(coordinator.decide(state, given.seen(), NOW))
        .isEqualTo(new MigrationDecision(state, List.of()));

    Scene found = new Scene().differs(1, new Difference(1_024, 1_001, "gate-7", false));
    MigrationDecision told = coordinator.decide(state, found.seen(), NOW);
    assertThat(told.state().reason())
        .isEqualTo("partition 1 differs from SN 1001 on, key 'gate-7'");
    assertThat(told.commands()).isEmpty();
    assertThat(coordinator.decide(told.state(), found.seen(), NOW).commands())
        .containsExactly(new RemoveTarget());

    Scene unknown = new Scene().differs(1, new Difference(1_024, 0, null, false));
    assertThat(coordinator.decide(state, unknown.seen(), NOW).commands())
        .containsExactly(new RemoveTarget());
  }

  @Test
  void whatAPersonAskedForStaysTheReasonWhateverElseIsFound() {
    MigrationState asked = new MigrationState(RollingBack, SINCE, STARTED, "abort was asked for");
    assertThat(coordinator.decide(asked, new Scene().differs(1).seen(), NOW).state())
        .isEqualTo(asked);
  }

  @Test
  void aSourceThatHasLostEverythingSinceTheSwitchIsGivenASnapshot() {
    assertThat(decide(Observing, new Scene().opened(0).opened(1).sourceLost()).commands())
        .containsExactly(new RequestSnapshot(0, "r1"), new RequestSnapshot(1, "r1"));
    assertThat(decide(RollingBack, new Scene().opened(1).sourceLost()).commands())
        .containsExactly(
            new Append(new Switch(1, "m", "r2", "r1", 0, false)), new RequestSnapshot(1, "r1"));
    assertThat(decide(Observing, new Scene().opened(0).opened(1)).commands()).isEmpty();
  }

  @Test
  void aMigrationThatAnotherOneHasOvertakenGivesUp() {
    Scene scene = new Scene().opened(0).opened(1).targetGone();
    Coordinator overtaken =
        new Coordinator(new MigrationRules("m2", "r1", "r3", 0, 0, true, 0, DEADLINE, 100));
    MigrationState back = new MigrationState(RollingBack, SINCE, STARTED, "late");
    assertThat(overtaken.decide(back, scene.seen(), NOW).state().phase()).isEqualTo(RolledBack);
  }

  @Test
  void enoughRecordsTooSoonAreNotEnough() {
    Scene early = new Scene().compared(500).at(SINCE + 499);
    assertThat(decide(Verifying, early).state().phase()).isEqualTo(Verifying);
  }

  @Test
  void aManualPromotionWaitsForThePerson() {
    Coordinator manual =
        new Coordinator(new MigrationRules("m", "r1", "r2", 0, 0, true, 0, DEADLINE, 100));
    MigrationState verifying = new MigrationState(Verifying, SINCE, STARTED, null);
    assertThat(manual.decide(verifying, new Scene().compared(9_999).seen(), NOW).state())
        .isEqualTo(verifying);
    assertThat(manual.decide(verifying, new Scene().promote().seen(), NOW).state().phase())
        .isEqualTo(CuttingOver);
  }

  @Test
  void aDifferenceThatIsOnlyReportedWaitsForThePerson() {
    Coordinator reports =
        new Coordinator(new MigrationRules("m", "r1", "r2", 0, 0, true, 0, DEADLINE, 100, true));
    Scene differs = new Scene().loaded(0).loaded(1).differs(1);
    for (MigrationPhase phase : List.of(CatchingUp, Verifying)) {
      MigrationState before = new MigrationState(phase, SINCE, STARTED, null);
      assertThat(reports.decide(before, differs.seen(), NOW).state().phase())
          .isIn(before.phase(), Verifying);
    }
    MigrationState verifying = new MigrationState(Verifying, SINCE, STARTED, null);
    assertThat(reports.decide(verifying, differs.promote().seen(), NOW).state().phase())
        .isEqualTo(CuttingOver);
    assertThat(reports.decide(verifying, differs.abort().seen(), NOW).state().phase())
        .isEqualTo(RollingBack);
  }

  @Test
  void whoOnlyReportsDoesNotSwitchByItself() {
    assertThatThrownBy(
            () -> new MigrationRules("m", "r1", "r2", 0, 0, false, 0, DEADLINE, 100, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a person has to promote");
  }

  @Test
  void aPhaseChangesBeforeItActs() {
    table()
        .forEach(
            (phase, ways) ->
                ways.keySet()
                    .forEach(event -> assertThat(after(phase, event).commands()).isEmpty()));
  }

  @Test
  void whatIsMissingIsAskedForAgainAndAgain() {
    assertThat(after(Preparing, "nothing").commands()).containsExactly(new DeployTarget());
    assertThat(after(Transferring, "one loaded").commands())
        .containsExactly(new RequestSnapshot(1, "r2"));
    assertThat(after(Finishing, "nothing").commands()).containsExactly(new RemoveSource());
    assertThat(after(RollingBack, "nothing").commands()).containsExactly(new RemoveTarget());
  }

  @Test
  void aSwitchIsAskedForWhereNoneIsPending() {
    Scene scene = new Scene().loaded(0).loaded(1).acknowledged(70).asked(0);
    assertThat(decide(CuttingOver, scene).commands())
        .containsExactly(new Append(new Switch(1, "m", "r1", "r2", 70, false)));
    assertThat(decide(CuttingOver, scene.opened(0)).commands()).hasSize(1);
  }

  @Test
  void aTargetThatHasLostItsStateIsGivenASnapshotAlsoDuringTheSwitch() {
    assertThat(decide(CuttingOver, new Scene().opened(0).asked(1)).commands())
        .containsExactly(new RequestSnapshot(1, "r2"));
  }

  @Test
  void whatAPersonPromotesInSpiteOfADifferenceIsForcedThereOnly() {
    Scene scene = new Scene().loaded(0).loaded(1).differs(1).promote();
    assertThat(decide(CuttingOver, scene).commands())
        .containsExactly(
            new Append(new Switch(0, "m", "r1", "r2", 50, false)),
            new Append(new Switch(1, "m", "r1", "r2", 50, true)));
  }

  @Test
  void rollingBackGivesUpWhatIsPendingAndReversesWhatIsOpen() {
    Scene scene = new Scene().asked(0).opened(1).differs(1);
    assertThat(decide(RollingBack, scene).commands())
        .containsExactly(
            new Append(new Cancel(0, Scene.ID)),
            new Append(new Switch(1, "m", "r2", "r1", 0, true)));
  }

  @Test
  void whatReachesTheLogAfterTheEndIsGivenUp() {
    assertThat(decide(RolledBack, new Scene().asked(1)).commands())
        .containsExactly(new Append(new Cancel(1, Scene.ID)));
    assertThat(decide(RolledBack, new Scene()).commands()).isEmpty();
  }

  @Test
  void aTargetThatIsLostIsFencedAtOnce() {
    assertThat(after(RollingBack, "one opened, target lost").commands())
        .containsExactly(new Append(new Fenced(0, "m", "r2", "r1")));
    assertThat(after(RollingBack, "target lost").commands()).containsExactly(new RemoveTarget());
  }

  // Would catch: a switch while the target still works off what it has missed, for as long as
  // which readers would wait.
  @Test
  void aPartitionSwitchesWhenItsTargetIsNearOrHasHadTimeToComeNear() {
    assertThat(asked(new Scene().behind(0))).containsExactly(1);
    assertThat(asked(new Scene().behind(0).at(SINCE + 4_999))).containsExactly(1);
    assertThat(asked(new Scene().behind(0).at(SINCE + 5_000))).containsExactly(0, 1);
  }

  private List<Integer> asked(Scene scene) {
    return decide(CuttingOver, scene.loaded(0).loaded(1)).commands().stream()
        .map(command -> ((Append) command).record().partition())
        .toList();
  }

  @Test
  void aTargetThatDoesNotGiveBackInTimeIsFenced() {
    Scene scene = new Scene().opened(0).askedBack(0).at(SINCE + DEADLINE);
    assertThat(decide(RollingBack, scene).commands())
        .containsExactly(new Append(new Fenced(0, "m", "r2", "r1")));
    assertThat(decide(RollingBack, new Scene().opened(0).askedBack(0)).commands()).isEmpty();
  }

  private MigrationDecision after(MigrationPhase phase, String event) {
    return decide(phase, EVENTS.get(event).apply(new Scene()));
  }

  private MigrationDecision decide(MigrationPhase phase, Scene scene) {
    return coordinator.decide(
        new MigrationState(phase, SINCE, STARTED, null), scene.seen(), scene.now());
  }
}
