package dev.millrace.kafka;

import static dev.millrace.kafka.Play.landAll;
import static dev.millrace.kafka.Play.processTo;
import static dev.millrace.kafka.Play.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.Switch;
import org.junit.jupiter.api.Test;

/** Stories 10, 11 and 18 of protocol.md: races in the log, and the way back. */
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
  void story18TheWayBackFromATargetThatHasDivergedIsForced() {
    // Of the serial numbers with outputs only 5 has a value that r2 gets wrong.
    Play wrong = new Play(SmallStage.divergentPlan(4));
    wrong.handOver(wrong.r1, wrong.r2);
    processTo(5, wrong.r2);
    landAll(wrong.r2);
    wrong.ask(wrong.r2, wrong.r1);
    wrong.says(wrong.r2);
    processTo(5, wrong.r1);
    assertThat(wrong.says(wrong.r1)).isInstanceOf(Diverged.class);
    wrong.log.append(new Switch(0, "m", "r2", "r1", 0, true));
    wrong.says(wrong.r2);
    assertThat(wrong.says(wrong.r1)).isInstanceOf(Opened.class);
    read(wrong.r1);
    processTo(6, wrong.r1);
    landAll(wrong.r1);
    assertThat(wrong.written()).containsExactly(2L, 3L, 5L, 6L);
  }
}
