package dev.millrace.kafka;

import static dev.millrace.kafka.Play.crash;
import static dev.millrace.kafka.Play.landAll;
import static dev.millrace.kafka.Play.processTo;
import static dev.millrace.kafka.Play.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controllog.SimulatedLease;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Stories 12 to 15, 19 and 20 of protocol.md: owners that are given up, lost or only slow. */
class StoriesOfFencesTest {
  private static final long LEASE = 10;

  private final Play play = new Play(false);

  @Test
  void story12WhatAFencedOwnerHasInFlightIsRefusedByABrokerThatFences() {
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

  @Test
  void story13AReadOfAnOldRecordDoesNotRenewTheLease() {
    AtomicLong now = new AtomicLong();
    play.r1.underLease(() -> new SimulatedLease(LEASE, now::get));
    crash(play.r1);
    play.r1.start();
    processTo(2, play.r1);
    assertThat(play.r1.inFlight()).as("while the lease is valid").isEqualTo(1);
    landAll(play.r1);
    play.cancel(0);
    play.fence(play.r1, play.r2);
    now.addAndGet(LEASE);
    play.says(play.r2);
    read(play.r2);
    play.r1.readOne();
    processTo(3, play.r1);
    assertThat(play.r1.inFlight()).as("it has read a record, and not the fence").isZero();
    play.r1.renewLease();
    play.r1.renewLease();
    play.r1.pump();
    assertThat(play.r1.inFlight()).as("it has heard of the end").isZero();
    read(play.r1);
    assertThat(play.r1.isOwner()).isFalse();
    assertThat(play.r1.inFlight()).isZero();
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
    // It sends under the fence behind which it has read the tails, and r1 has fenced since.
    assertThatThrownBy(() -> landAll(strict.r2)).isInstanceOf(OutputFailedException.class);
    crash(strict.r2);
    strict.oldSendsLand();
    assertThat(strict.written()).isEmpty();
    strict.r2.start();
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
  void story15AnOwnerThatPausesBeforeItSendsIsRefusedByABrokerThatFences() {
    Play strict = new Play(true);
    processTo(2, strict.r2);
    strict.fence(strict.r1, strict.r2);
    strict.says(strict.r2);
    read(strict.r2);
    strict.says(strict.r2);
    landAll(strict.r2);
    processTo(2, strict.r1);
    assertThat(strict.r1.inFlight()).isEqualTo(1);
    strict.r1.land();
    assertThat(strict.written()).containsExactly(2L);
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
