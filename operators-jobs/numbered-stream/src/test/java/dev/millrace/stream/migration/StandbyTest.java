package dev.millrace.stream.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Switch;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.MigrationCommand.Append;
import dev.millrace.stream.migration.MigrationCommand.RequestSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandbyTest {
  private static final long DETECTION = 3_000;
  private static final long SPOKE = 100;
  private static final long SILENT = 3_000;
  private static final Standby STANDBY = new Standby("s", "b", DETECTION);

  private static Ownership after(ControlRecord... records) {
    Ownership ownership = Ownership.NONE.after(0, new Birth(0, "a", 1, 0));
    for (int i = 0; i < records.length; i++) {
      ownership = ownership.after(i + 1, records[i]);
    }
    return ownership;
  }

  private static List<MigrationCommand> decide(
      Ownership ownership, long owner, long standby, boolean loaded) {
    return STANDBY.decide(
        List.of(new StandbyObservation(0, ownership, owner, standby, DETECTION, loaded)));
  }

  @Test
  void whatIsNotLoadedIsAskedForAsLongAsThereIsAnOwnerToAnswer() {
    assertThat(decide(after(), SPOKE, SPOKE, false)).containsExactly(new RequestSnapshot(0, "b"));
    assertThat(decide(after(), SILENT, SPOKE, false)).isEmpty();
    assertThat(decide(after(), SPOKE, SPOKE, true)).isEmpty();
  }

  @Test
  void anOwnerThatFallsSilentIsFencedIfTheStandbyCanTakeOver() {
    assertThat(decide(after(), SILENT, SPOKE, true))
        .containsExactly(new Append(new Fenced(0, "s", "a", "b")));
    assertThat(decide(after(), SILENT - 1, SPOKE, true)).isEmpty();
    // Both silent: it is more likely that nothing is heard here.
    assertThat(decide(after(), SILENT, SILENT, true)).isEmpty();
  }

  @Test
  void nothingIsDoneAboutAHandOverThatIsUnderWay() {
    Ownership fenced = after(new Fenced(0, "s", "a", "b"));
    assertThat(decide(fenced, SILENT, SPOKE, true)).isEmpty();
    assertThat(decide(fenced, SPOKE, SPOKE, true)).isEmpty();
    Ownership moving = after(new Switch(0, "m", "a", "c", 0, false));
    assertThat(decide(moving, SILENT, SPOKE, true)).isEmpty();
    assertThat(decide(moving, SPOKE, SILENT, false)).isEmpty();
  }

  @Test
  void anOwnerThatSpeaksAgainGoesOnIfTheStandbyCannotTakeOver() {
    Ownership fenced = after(new Fenced(0, "s", "a", "b"));
    assertThat(decide(fenced, SPOKE, SILENT, true))
        .containsExactly(new Append(new Cancel(0, fenced.pending().id())));
    assertThat(decide(fenced, SPOKE, SPOKE, false))
        .containsExactly(new Append(new Cancel(0, fenced.pending().id())));
  }

  @Test
  void whoHasJustBegunToListenGivesNothingUp() {
    Ownership fenced = after(new Fenced(0, "s", "a", "b"));
    StandbyObservation early =
        new StandbyObservation(0, fenced, SPOKE, SPOKE, DETECTION - 1, false);
    assertThat(STANDBY.decide(List.of(early))).isEmpty();
  }

  @Test
  void aStandbyThatOwnsThePartitionIsLeftAlone() {
    Ownership taken =
        after(
            new ControlRecord.Joined(0, "b"),
            new Fenced(0, "s", "a", "b"),
            new ControlRecord.Opened(0, 2, 1, 7));
    assertThat(taken.owner()).isEqualTo("b");
    assertThat(decide(taken, SILENT, SILENT, false)).isEmpty();
    assertThat(decide(Ownership.NONE, SILENT, SPOKE, true)).isEmpty();
  }

  @Test
  void whatAUsualArrangementHasBegunIsKnownByWhoeverReadsTheLog() {
    ControlRecord fence = new Fenced(0, Standby.of("b").name(), "a", "b");
    assertThat(Standby.isTakeOver(after(fence).pending())).isTrue();
    assertThat(Standby.isTakeOver(after(new Fenced(0, "m", "a", "b")).pending())).isFalse();
    assertThat(Standby.isTakeOver(after(new Fenced(0, "standby-c", "a", "b")).pending())).isFalse();
    assertThat(Standby.isTakeOver(after(new Switch(0, "standby-b", "a", "b", 0, false)).pending()))
        .isFalse();
    assertThat(Standby.isTakeOver(after().pending())).isFalse();
  }

  @Test
  void whoFollowsAndIsHeardOfCouldTakeOver() {
    assertThat(STANDBY.isAble(new StandbyObservation(0, after(), SPOKE, SPOKE, DETECTION, true)))
        .isTrue();
    assertThat(STANDBY.isAble(new StandbyObservation(0, after(), SPOKE, SILENT, DETECTION, true)))
        .isFalse();
    assertThat(STANDBY.isAble(new StandbyObservation(0, after(), SPOKE, SPOKE, DETECTION, false)))
        .isFalse();
  }
}
