package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.stage.Identity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An audit that overlooks a fault is worse than none. */
class ParkingBooksTest {
  private final List<Crossing> crossings =
      new ArrayList<>(
          List.of(
              new Crossing("n", true),
              new Crossing("n", true),
              new Crossing("n", false),
              new Crossing("s", true)));
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

  private List<String> faults() {
    return new ParkingBooks(crossings, counts, free).faults();
  }

  @Test
  void nothingIsWrong() {
    assertThat(faults()).isEmpty();
  }

  @Test
  void aCarThatWasNotCounted() {
    crossings.add(new Crossing("s", false));
    assertThat(faults())
        .containsExactly("counts: 1 cars came into s and 1 left, counted were 1 and 0");
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
