package dev.millrace.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.Condition;
import dev.millrace.api.Condition.Status;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditions follow from concerns. */
class ConditionsTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = THEN.plusSeconds(60);

  @ParameterizedTest
  @EnumSource(Reason.class)
  void ofReadyReconcilingAndStalledExactlyOneIsTrue(Reason reason) {
    List<Condition> all =
        Conditions.of(null, 3L, NOW, List.of(new Concern("PodsReady", reason, "m")));
    assertThat(all.subList(0, 3))
        .extracting(Condition::type)
        .containsExactly("Ready", "Reconciling", "Stalled");
    assertThat(all.subList(0, 3)).filteredOn(at -> at.status() == Status.True).hasSize(1);
    assertThat(Conditions.isTrue(all, Conditions.READY))
        .isEqualTo(reason.state() == Reason.State.DONE);
    assertThat(all).allSatisfy(at -> assertThat(at.observedGeneration()).isEqualTo(3));
  }

  @Test
  void theFirstOfTheWorstConcernsIsNamed() {
    List<Condition> all =
        Conditions.of(
            null,
            1L,
            NOW,
            List.of(
                Concern.holds("A", "well"),
                new Concern("B", Reason.PodsStarting, "soon"),
                new Concern("C", Reason.SecretMissing, "no Secret 'a'"),
                new Concern("D", Reason.PodsFailing, "fails")));
    Condition ready = Conditions.find(all, "Ready").orElseThrow();
    assertThat(ready.reason()).isEqualTo("SecretMissing");
    assertThat(ready.message()).isEqualTo("no Secret 'a'");
    assertThat(all).extracting(Condition::type).endsWith("A", "B", "C", "D");
  }

  /** The message of one concern would say too little beside Ready, which people read first. */
  @Test
  void whatIsReadySaysThatAllHolds() {
    List<Condition> all =
        Conditions.of(null, 1L, NOW, List.of(Concern.holds("A", "a is"), Concern.holds("B", "b")));
    Condition ready = Conditions.find(all, "Ready").orElseThrow();
    assertThat(ready.message()).isEqualTo("All other conditions hold.");
    assertThat(Conditions.find(all, "A").orElseThrow().message()).isEqualTo("a is");
  }

  @Test
  void whatHasNotChangedKeepsItsTime() {
    List<Concern> same = List.of(Concern.holds("A", "well"));
    List<Condition> before = Conditions.of(null, 1L, THEN, same);
    assertThat(Conditions.of(before, 1L, NOW, same)).isEqualTo(before);
    List<Condition> after =
        Conditions.of(before, 1L, NOW, List.of(new Concern("A", Reason.PodsStarting, "x")));
    assertThat(Conditions.find(after, "Ready").orElseThrow().lastTransitionTime())
        .isEqualTo("2026-01-01T00:01:00Z");
    assertThat(Conditions.find(after, "Stalled").orElseThrow().lastTransitionTime())
        .isEqualTo("2026-01-01T00:00:00Z");
  }
}
