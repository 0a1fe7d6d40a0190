package dev.millrace.kafka;

import static dev.millrace.kafka.Play.crash;
import static dev.millrace.kafka.Play.landAll;
import static dev.millrace.kafka.Play.processTo;
import static dev.millrace.kafka.Play.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Opened;
import org.junit.jupiter.api.Test;

/** Stories 10 to 15 and 18 to 20 of protocol.md: races in the log, fences, the way back. */
class StoriesOfHandoversTest {
  private final Play play = new Play(false);

  @Test
  void story10ASecondSwitchChangesNothing() {
    play.ask(play.r1, play.r2);
    play.says(play.r1);
    play.ask(play.r1, play.r2);
    processTo(2, play.r1);
    read(play.r1);
    landAll(play.r1);
    assertThat(play.written()).isEmpty();
    play.says(play.r2);
    read(play.r2);
    processTo(2, play.r2);
    landAll(play.r2);
    assertThat(play.written()).containsExactly(2L);
  }

  @Test
  void story11AfterADivergenceAnOpeningOfTheSameHandoverIsVoid() {
    long id = play.ask(play.r1, play.r2);
    play.says(play.r1);
    long inc = play.ownership().incarnation("r2");
    play.log.append(new Diverged(0, id, inc, 1, null));
    play.log.append(new Opened(0, id, inc, 0));
    assertThat(play.ownership().owner()).isEqualTo("r1");
    read(play.r1);
    processTo(2, play.r1);
    landAll(play.r1);
    assertThat(play.written()).containsExactly(2L);
  }

  @Test
  void story12And15AFencedOwnersSendIsRefusedByABrokerThatFences() {
    Play strict = new Play(true);
    processTo(2, strict.r1);
    processTo(2, strict.r2);
    strict.fence(strict.r1, strict.r2);
    strict.says(strict.r2);
    read(strict.r2);
    strict.says(strict.r2);
    strict.r1.land();
    landAll(strict.r2);
    assertThat(strict.written()).containsExactly(2L);
  }

  /** Also ADR 6, finding 3. */
  @Test
  void story13AnOwnerByAnOldPartOfTheLogRepeatsNothingBehindABrokerThatFences() {
    Play strict = new Play(true);
    processTo(3, strict.r1);
    processTo(3, strict.r2);
    strict.fence(strict.r1, strict.r2);
    // r2 opens, but has not read that when it is fenced in turn.
    strict.says(strict.r2);
    strict.fence(strict.r2, strict.r1);
    crash(strict.r1);
    strict.r1.start();
    processTo(3, strict.r1);
    strict.says(strict.r1);
    strict.r2.readOne();
    strict.r2.act();
    landAll(strict.r2);
    read(strict.r1);
    strict.r1.act();
    landAll(strict.r1);
    assertThat(strict.written()).containsExactly(2L, 3L);
  }

  @Test
  void story14AFenceTakesThePlaceOfASwitchWhoseOpeningIsThenVoid() {
    play.ask(play.r1, play.r2);
    play.says(play.r1);
    read(play.r2);
    play.r2.act();
    play.fence(play.r1, play.r2);
    play.log.landOldest();
    assertThat(play.ownership().owner()).isEqualTo("r1");
    read(play.r1);
    processTo(2, play.r1);
    landAll(play.r1);
    assertThat(play.written()).isEmpty();
  }

  @Test
  void story14AFenceOfAnOwnerThatWasOnlySlowCanBeTakenBack() {
    long id = play.fence(play.r1, play.r2);
    read(play.r1);
    processTo(2, play.r1);
    landAll(play.r1);
    assertThat(play.written()).isEmpty();
    play.cancel(id);
    read(play.r1);
    landAll(play.r1);
    assertThat(play.written()).containsExactly(2L);
  }

  @Test
  void story18TheWayBackFromATargetThatHasDivergedIsForced() {
    play.handOver(play.r1, play.r2);
    processTo(3, play.r2);
    landAll(play.r2);
    play.log.append(new ControlRecord.Switch(0, "m", "r2", "r1", 0, true));
    play.says(play.r2);
    // Nothing has been processed at r1 that could compare, but it must have come to the cut.
    processTo(3, play.r1);
    assertThat(play.says(play.r1)).isInstanceOf(Opened.class);
    read(play.r1);
    processTo(5, play.r1);
    landAll(play.r1);
    assertThat(play.written()).containsExactly(2L, 3L, 5L);
  }

  @Test
  void story19ATargetOfAFenceHasTheOutputsThatItsSourceHadInFlight() {
    processTo(2, play.r1);
    SavedReplica snapshot = play.r1.snapshot();
    crash(play.r2);
    play.r2.load(snapshot);
    play.r2.start();
    play.r1.crash(false);
    play.fence(play.r1, play.r2);
    play.says(play.r2);
    read(play.r2);
    processTo(3, play.r2);
    landAll(play.r2);
    assertThat(play.written()).containsExactly(2L, 3L);
  }

  @Test
  void story20AnOpeningOfADeadIncarnationIsVoid() {
    processTo(2, play.r1);
    processTo(2, play.r2);
    play.fence(play.r1, play.r2);
    read(play.r2);
    play.r2.act();
    crash(play.r2);
    play.r2.start();
    play.log.landOldest();
    assertThat(play.ownership().owner()).isEqualTo("r1");
    landAll(play.r1);
    play.says(play.r2);
    read(play.r2);
    landAll(play.r2);
    assertThat(play.ownership().owner()).isEqualTo("r2");
    assertThat(play.written()).contains(2L);
  }

  @Test
  void aFencedOwnerGoesOnAsAShadowAndSendsWhenItOwnsThePartitionAgain() {
    Play strict = new Play(true);
    processTo(2, strict.r1);
    processTo(2, strict.r2);
    strict.fence(strict.r1, strict.r2);
    strict.says(strict.r2);
    read(strict.r2);
    strict.says(strict.r2);
    landAll(strict.r2);
    // What it had in flight can never land.
    read(strict.r1);
    assertThat(strict.r1.isOwner()).isFalse();
    strict.handOver(strict.r2, strict.r1);
    strict.r1.act();
    processTo(3, strict.r1);
    landAll(strict.r1);
    assertThat(strict.written()).containsExactly(2L, 3L);
  }
}
