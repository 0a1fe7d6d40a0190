package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.stage.Identity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** An audit that overlooks a fault is worse than none. */
class ParkingBooksTest {
  private static final TopicPartition PARTITION = new TopicPartition("crossings", 0);

  private final List<Logged> log =
      new ArrayList<>(
          List.of(car(0, "n", true), car(0, "n", true), car(0, "n", false), car(0, "s", true)));
  private final List<TooLate> late = new ArrayList<>();
  private final List<Counted> counts =
      new ArrayList<>(
          List.of(
              new Counted(id("parking.count", 3), 0, "n", 2, 0),
              new Counted(id("parking.count", 7), 0, "s", 1, 0),
              new Counted(id("parking.count", 9), 0, "n", 0, 1)));
  private final List<FreePlaces> free =
      new ArrayList<>(
          List.of(
              new FreePlaces(id("parking.free", 1), 0, "n", 2, 498),
              new FreePlaces(id("parking.free", 2), 0, "s", 1, 499),
              new FreePlaces(id("parking.free", 3), 0, "n", 1, 499)));

  private static Identity id(String stage, long sn) {
    return new Identity(stage, 1, 0, sn, 0);
  }

  private static Logged car(long time, String lot, boolean in) {
    return new Logged(PARTITION, time, Optional.of(new Crossing(lot, in)));
  }

  private static Logged tick(long time) {
    return new Logged(PARTITION, time, Optional.empty());
  }

  private List<String> faults() {
    return new ParkingBooks(log, late, counts, free).faults();
  }

  @Test
  void nothingIsWrong() {
    assertThat(faults()).isEmpty();
  }

  @Test
  void aCarThatWasNotCounted() {
    log.add(car(4_999, "s", false));
    assertThat(faults())
        .containsExactly("counts: 1 cars came into s in time and 1 left, counted were 1 and 0");
  }

  @Test
  void aCarThatCameWhenItsWindowHadJustNotFired() {
    log.add(tick(5_999));
    log.add(car(4_999, "s", false));
    assertThat(faults())
        .containsExactly("counts: 1 cars came into s in time and 1 left, counted were 1 and 0");
  }

  @Test
  void aCarThatCameTooLateHasToBePutAside() {
    log.add(tick(6_000));
    log.add(car(4_999, "s", false));
    assertThat(faults())
        .containsExactly(
            "crossings-late: 0 cars came into s too late and 1 left, found were 0 and 0");

    late.add(new TooLate(id("parking.count", 11), 0, new Crossing("s", false)));
    assertThat(faults()).isEmpty();
  }

  @Test
  void aCarThatWasPutAsideThoughItCameInTime() {
    late.add(new TooLate(id("parking.count", 4), 0, new Crossing("s", true)));
    counts.remove(1);
    free.remove(1);
    assertThat(faults())
        .containsExactly(
            "counts: 1 cars came into s in time and 0 left, counted were 0 and 0",
            "crossings-late: 0 cars came into s too late and 0 left, found were 1 and 0");
  }

  @Test
  void whatAnotherPartitionHasSeenMakesNoCarLate() {
    log.add(new Logged(new TopicPartition("crossings", 1), 6_000, Optional.empty()));
    log.add(car(4_999, "s", false));
    assertThat(faults())
        .containsExactly("counts: 1 cars came into s in time and 1 left, counted were 1 and 0");
  }

  @Test
  void aCarThatNobodyHasSeen() {
    counts.add(new Counted(id("parking.count", 12), 0, "x", 1, 0));
    free.add(new FreePlaces(id("parking.free", 4), 0, "x", 1, 499));
    assertThat(faults())
        .containsExactly("counts: 0 cars came into x in time and 0 left, counted were 1 and 0");
  }

  @Test
  void aCountThatIsThereTwice() {
    counts.add(counts.get(2));
    assertThat(faults()).anyMatch(fault -> fault.contains("is there twice"));
  }

  @Test
  void outputsInAnotherOrder() {
    Collections.swap(counts, 0, 1);
    assertThat(faults()).anyMatch(fault -> fault.contains("stands behind"));
  }

  @Test
  void anOutputThatIsMissing() {
    free.remove(0);
    assertThat(faults())
        .containsExactly(
            "free-places: of n 2 were expected and 1 found, the first difference is at 0");
  }

  @Test
  void aWrongSum() {
    free.set(2, new FreePlaces(id("parking.free", 3), 0, "n", 2, 498));
    assertThat(faults())
        .containsExactly(
            "free-places: of n 2 were expected and 2 found, the first difference is at 1");
  }

  @Test
  void placesThatDoNotAddUp() {
    free.set(1, new FreePlaces(id("parking.free", 2), 0, "s", 1, 500));
    assertThat(faults()).anyMatch(fault -> fault.contains("is wrong in itself"));
  }
}
