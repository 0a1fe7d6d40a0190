package dev.millrace.gateway.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spool does at its edges. */
class SpoolTest {
  private static final long MAX_BYTES = 1L << 16;

  @TempDir Path place;

  private Spool open() throws IOException {
    return Spool.open(SpoolDirectory.claim(place), MAX_BYTES);
  }

  private static List<SpoolEntry> entries(int from, int to, int size) {
    return IntStream.range(from, to)
        .mapToObj(i -> SpoolEntry.toAppend(i, (i + " ".repeat(size)).getBytes(US_ASCII)))
        .toList();
  }

  private static List<String> values(SpoolBatch batch) {
    return batch.entries().stream().map(one -> new String(one.payload(), US_ASCII).trim()).toList();
  }

  @Test // Would catch: a second process that writes into the files of the first
  void twoProcessesInOnePlaceHaveSpoolsOfTheirOwn() throws IOException {
    try (Spool first = open();
        Spool second = open()) {
      first.append(entries(0, 1, 0));
      second.append(entries(1, 2, 0));
      assertThat(first.id()).isNotEqualTo(second.id());
      assertThat(values(first.read(9, 9))).containsExactly("0");
    }
  }

  @Test // Would catch: a spool that nobody reads any more, because its process got another place
  void whoeverComesNextTakesOverWhatWasLeft() throws IOException {
    Spool empty = open();
    try (Spool left = open()) {
      left.append(entries(7, 8, 0));
    }
    empty.close();
    try (Spool next = open()) {
      assertThat(values(next.read(9, 9))).containsExactly("7");
    }
  }

  @Test // Would catch: entries of a process that ended after its successor had begun, left for ever
  void whatIsLeftLaterCanBeTakenAndWhatBelongsToSomebodyCannot() throws IOException {
    Spool ending = open();
    ending.append(entries(7, 8, 0));
    try (Spool successor = open()) {
      successor.append(entries(8, 9, 0));
      assertThat(SpoolDirectory.claimLeft(place)).isEmpty();
      ending.close();
      try (Spool left = Spool.open(SpoolDirectory.claimLeft(place).orElseThrow(), MAX_BYTES)) {
        assertThat(values(left.read(9, 9))).containsExactly("7");
        assertThat(SpoolDirectory.claimLeft(place)).isEmpty();
      }
    }
  }

  @Test
  void roomComesBackWhenEntriesAreTaken() throws IOException {
    try (Spool spool = open()) {
      int made = 0;
      while (spool.hasRoomFor(1, 1_010)) {
        spool.append(entries(made, made + 1, 1_000));
        made++;
      }
      spool.removeTo(made / 2);
      int more = 0;
      while (spool.hasRoomFor(1, 1_010)) {
        spool.append(entries(made + more, made + more + 1, 1_000));
        more++;
      }
      assertThat(more).isBetween(made / 2 - 5, made / 2);
      assertThat(spool.oldestMillis()).hasValue(made / 2);
    }
  }

  @Test
  void aPositionIsKnownToTheNextProcess() throws IOException {
    SpoolPosition position = new SpoolPosition(3, 7, "topic", 2, 99);
    try (Spool spool = open()) {
      spool.append(entries(0, 10, 0));
      spool.mark(position);
    }
    try (Spool spool = open()) {
      assertThat(spool.foundPosition()).hasValue(position);
      assertThat(values(spool.read(2, 99))).containsExactly("3", "4");
    }
  }

  @Test // Would catch: numbers that are given twice, so that a reader takes new entries for old
  // ones
  void numbersGoOnAfterAllWasTaken() throws IOException {
    try (Spool spool = open()) {
      spool.append(entries(0, 10, 0));
      spool.mark(new SpoolPosition(0, 10, "t", 0, 0));
      spool.removeTo(10);
    }
    try (Spool spool = open()) {
      spool.append(entries(10, 11, 0));
      assertThat(spool.read(1, 1).entries().get(0).sequence()).isEqualTo(10);
    }
  }

  @Test
  void whatIsSetAsideIsPassedOverForEver() throws IOException {
    try (Spool spool = open()) {
      spool.append(entries(0, 3, 0));
      spool.setAside(spool.read(9, 99).entries().get(1));
      assertThat(values(spool.read(9, 99))).containsExactly("0", "2");
    }
    try (Spool spool = open()) {
      assertThat(values(spool.read(9, 99))).containsExactly("0", "2");
      assertThat(spool.setAside()).isEqualTo(1);
    }
  }

  @Test // Would catch: damage that stops the entries behind it, or that nobody hears of
  void damageInTheMiddleCostsOneFileAndIsTold() throws IOException {
    try (Spool spool = open()) {
      for (int i = 0; i < 30; i++) {
        spool.append(entries(i, i + 1, 1_000));
      }
    }
    Path first;
    try (Stream<Path> files = Files.walk(place)) {
      first = files.filter(one -> one.toString().endsWith(".segment")).sorted().findFirst().get();
    }
    try (RandomAccessFile file = new RandomAccessFile(first.toFile(), "rw")) {
      file.seek(Segment.HEAD_BYTES + 2 * (Segment.FRAME_BYTES + 1_001) + 500);
      file.write('!');
    }
    try (Spool spool = open()) {
      List<String> there = values(spool.read(99, MAX_BYTES));
      assertThat(there).startsWith("0", "1").endsWith("28", "29").doesNotContain("2");
      assertThat(there).hasSizeGreaterThan(20);
      assertThat(spool.damagedBytes()).isPositive();
      spool.removeTo(30);
      assertThat(spool.entries()).isZero();
    }
  }
}
