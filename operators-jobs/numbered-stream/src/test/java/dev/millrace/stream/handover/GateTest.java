package dev.millrace.stream.handover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Joined;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Ownership OWNED_BY_R1 =
      Ownership.NONE
          .after(0, new Birth(0, "r1", 1, 0))
          .after(1, new Joined(0, "r1"))
          .after(2, new Joined(0, "r2"));

  private final FakeView view = new FakeView();
  private final Gate source = new Gate(0, "r1", 1, OWNED_BY_R1);
  private final Gate target = new Gate(0, "r2", 2, OWNED_BY_R1);

  @Test
  void onlyTheOwnerMaySend() {
    assertThat(source.sendLimit()).isEqualTo(Gate.NO_LIMIT);
    assertThat(target.sendLimit()).isZero();
  }

  @Test
  void theSourceCutsAtItsOwnSerialNumberAndDrainsWhenThatIsAcknowledged() {
    source.read(3, new Switch(0, "m", "r1", "r2", 0, false));
    view.at(10, 8);
    assertThat(source.next(view)).isNull();
    assertThat(source.sendLimit()).isEqualTo(10);
    assertThat(source.dropLimit()).isEqualTo(10);
    view.at(14, 10);
    assertThat(source.next(view)).isEqualTo(new Drained(0, 3, 1, view.cutAt(10)));
    assertThat(source.next(view)).isNull();
  }

  @Test
  void aPostThatWasLostIsGivenAgainAtTheSameCut() {
    source.read(3, new Switch(0, "m", "r1", "r2", 0, false));
    view.at(10, 10);
    ControlRecord first = source.next(view);
    view.at(12, 10);
    source.lost();
    assertThat(source.next(view)).isEqualTo(first);
  }

  /** Stories 7 and 8, and ADR 6: not below what an earlier incarnation sent, nor minCut. */
  @Test
  void theSourceDoesNotCutBelowTailsMinimumOrOpening() {
    source.read(3, new Switch(0, "m", "r1", "r2", 12, false));
    view.tailSn = 11;
    view.at(10, 10);
    assertThat(source.next(view)).isNull();
    assertThat(source.sendLimit()).isEqualTo(Gate.NO_LIMIT);
    view.at(11, 11);
    assertThat(source.next(view)).isNull();
    view.at(12, 12);
    assertThat(source.next(view)).isInstanceOf(Drained.class);
  }

  @Test
  void aSourceWhoseStateMovesStandsStillAtItsCutAndDrainsWhenTheStateIsOnItsWay() {
    source.read(3, new Switch(0, "m", "r1", "r2", 0, false, StatePassage.LOCK_STEP));
    view.at(10, 10);
    assertThat(source.mustStandStill(10)).as("no cut yet").isFalse();
    assertThat(source.next(view)).isNull();
    assertThat(source.mustStandStill(9)).isFalse();
    assertThat(source.mustStandStill(10)).isTrue();
    assertThat(source.stateDue(10)).isEqualTo(source.ownership().pending());
    view.passed = true;
    ControlRecord drained = source.next(view);
    assertThat(drained).isEqualTo(new Drained(0, 3, 1, view.cutAt(10)));
    source.read(4, drained);
    assertThat(source.mustStandStill(10)).isTrue();
    assertThat(source.stateDue(10)).isNull();
    source.read(5, new Cancel(0, 3));
    assertThat(source.mustStandStill(10)).as("it goes on").isFalse();
  }

  @Test
  void aSourceWhoseStateIsDroppedStandsStillAndHasNothingToSend() {
    source.read(3, new Switch(0, "m", "r1", "r2", 0, false, StatePassage.DROPPED));
    view.at(10, 10);
    assertThat(source.next(view)).isInstanceOf(Drained.class);
    assertThat(source.mustStandStill(10)).isTrue();
    assertThat(source.stateDue(10)).isNull();
  }

  @Test
  void whoIsOfAnEarlierGenerationIsOverAndSendsNothing() {
    source.read(3, new Birth(0, "r1", 2, 50));
    assertThat(source.isSuperseded()).isTrue();
    assertThat(source.isOfEarlierGeneration()).isTrue();
    assertThat(source.sendLimit()).isZero();
    Gate unborn = new Gate(0, "r1", 0, Ownership.NONE);
    unborn.read(1, new Birth(0, "r1", 1, 0));
    assertThat(unborn.isSuperseded()).as("joined before its stage was born").isFalse();
  }

  @Test
  void whileARouterOwnsThePartitionTheOthersAreRouted() {
    source.read(3, new Switch(0, "m", "r1", "r2", 0, true, StatePassage.ROUTED));
    view.at(10, 10);
    ControlRecord drained = source.next(view);
    assertThat(source.mustStandStill(10)).isFalse();
    assertThat(source.isRouted()).isFalse();
    source.read(4, drained);
    source.read(5, new Opened(0, 3, 2, 10));
    assertThat(source.isRouted()).isTrue();
  }

  /** Story 5: a restarted source is held by what the log says, not by what it remembers. */
  @Test
  void aDrainedSourceStaysAtItsCutAfterARestart() {
    Ownership drained =
        OWNED_BY_R1
            .after(3, new Switch(0, "m", "r1", "r2", 0, false))
            .after(4, new Drained(0, 3, 1, new Cut(10, 0, 0)))
            .after(5, new Joined(0, "r1"));
    Gate restarted = new Gate(0, "r1", 5, drained);
    assertThat(restarted.sendLimit()).isEqualTo(10);
    view.at(4, 4);
    assertThat(restarted.next(view)).isNull();
  }

  @Test
  void afterACancelTheSourceGoesOnWithoutALimit() {
    source.read(3, new Switch(0, "m", "r1", "r2", 0, false));
    view.at(10, 8);
    source.next(view);
    source.read(4, new Cancel(0, 3));
    assertThat(source.sendLimit()).isEqualTo(Gate.NO_LIMIT);
    assertThat(source.dropLimit()).isEqualTo(Gate.NO_LIMIT);
  }

  @Test
  void anEqualTargetOpensAtTheCutAndOwnsOnceItHasReadThat() {
    drained(view.cut(10), false);
    view.at(9, 3);
    assertThat(target.next(view)).isNull();
    view.at(13, 3);
    ControlRecord opened = target.next(view);
    assertThat(opened).isEqualTo(new Opened(0, 3, 2, 10));
    assertThat(target.sendLimit()).isZero();
    target.read(5, opened);
    assertThat(target.sendLimit()).isEqualTo(Gate.NO_LIMIT);
  }

  @Test
  void aTargetThatDiffersSaysWhereItIsKnownToDifferFirst() {
    drained(new Cut(10, -1, -1), false);
    view.at(13, 3);
    view.difference = 6;
    view.key = "gate-7";
    assertThat(target.next(view)).isEqualTo(new Diverged(0, 3, 2, 6, "gate-7"));
  }

  @Test
  void aTargetThatDiffersOnlyAtTheCutSaysThat() {
    drained(new Cut(10, -1, -1), false);
    view.at(13, 3);
    assertThat(target.next(view)).isEqualTo(new Diverged(0, 3, 2, 10, null));
  }

  /** Story 18: the way back from a target that has diverged. */
  @Test
  void aForcedTargetOpensWithoutComparing() {
    drained(new Cut(10, -1, -1), true);
    view.at(13, 3);
    assertThat(target.next(view)).isEqualTo(new Opened(0, 3, 2, 10));
  }

  /** ADR 6: better a cancel now than a deadline later. */
  @Test
  void aTargetThatHasLetGoOfTheCutCancels() {
    drained(view.cut(10), false);
    view.at(13, 11);
    assertThat(target.next(view)).isEqualTo(new Cancel(0, 3));
  }

  /** Story 14: an owner stops at once when it reads its fence, and goes on after a cancel. */
  @Test
  void aFencedOwnerStopsUntilTheFenceIsCanceled() {
    source.read(3, new Fenced(0, "m", "r1", "r2"));
    assertThat(source.sendLimit()).isZero();
    source.read(4, new Cancel(0, 3));
    assertThat(source.sendLimit()).isEqualTo(Gate.NO_LIMIT);
  }

  /** Story 19: not from a state that is ahead of the topic. */
  @Test
  void theTargetOfAFenceOpensOnlyAtWhatTheTopicHoldsAndItHasOutputsFrom() {
    target.read(3, new Fenced(0, "m", "r1", "r2"));
    assertThat(target.mustReadTails()).isTrue();
    view.at(13, 8);
    assertThat(target.next(view)).isNull();
    view.complete = 7;
    assertThat(target.next(view)).isNull();
    view.complete = 9;
    assertThat(target.next(view)).isEqualTo(new Opened(0, 3, 2, 9));
  }

  @Test
  void aSupersededIncarnationNeitherSendsNorPosts() {
    source.read(3, new Switch(0, "m", "r1", "r2", 0, false));
    source.read(4, new Joined(0, "r1"));
    view.at(10, 10);
    assertThat(source.isSuperseded()).isTrue();
    assertThat(source.sendLimit()).isZero();
    assertThat(source.next(view)).isNull();
  }

  private void drained(Cut cut, boolean forced) {
    target.read(3, new Switch(0, "m", "r1", "r2", 0, forced));
    target.read(4, new Drained(0, 3, 1, cut));
  }

  private static final class FakeView implements ReplicaView {
    private long sn;
    private long base;
    private long tailSn;
    private long difference;
    private String key;
    private boolean passed;
    private long complete = -1;

    void at(long newSn, long newBase) {
      sn = newSn;
      base = newBase;
    }

    Cut cut(long at) {
      return new Cut(at, 100 + at, 200 + at);
    }

    @Override
    public long sn() {
      return sn;
    }

    @Override
    public long base() {
      return base;
    }

    @Override
    public long tailSn() {
      return tailSn;
    }

    @Override
    public Cut cutAt(long at) {
      return at < base || at > sn ? null : cut(at);
    }

    @Override
    public boolean hasPassedState(long handover) {
      return passed;
    }

    @Override
    public long firstDifference() {
      return difference;
    }

    @Override
    public String differingKey() {
      return key;
    }

    @Override
    public long completeSn(long handover) {
      return complete;
    }
  }
}
