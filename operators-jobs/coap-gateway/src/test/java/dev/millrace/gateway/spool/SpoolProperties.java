package dev.millrace.gateway.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * The spool against a list that never crashes. Would catch: an entry that was acknowledged and is
 * not there after a crash, one that comes back, one that was never whole, a bound that is passed.
 */
class SpoolProperties {
  private static final long MAX_BYTES = 40_000;

  /** What happens. */
  enum Kind {
    APPEND,
    REMOVE,
    REOPEN,
    TEAR,
    CUT,
    FLIP
  }

  /**
   * One event.
   *
   * @param count of entries
   * @param size of each, in bytes
   * @param where in the file, of 1,000
   */
  record Event(Kind kind, int count, int size, int where) {}

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(10, Kind.APPEND),
                Tuple.of(6, Kind.REMOVE),
                Tuple.of(2, Kind.REOPEN),
                Tuple.of(3, Kind.TEAR),
                Tuple.of(2, Kind.CUT),
                Tuple.of(2, Kind.FLIP)),
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(0, 900),
            Arbitraries.integers().between(0, 999))
        .as(Event::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Property(tries = 300)
  void whatWasAcknowledgedIsThereInOrderUntilItIsRemoved(@ForAll("events") List<Event> events)
      throws IOException {
    try (World world = new World()) {
      for (Event event : events) {
        world.happens(event);
        world.check();
      }
    }
  }

  /** A spool, and what it has to hold. */
  private static final class World implements AutoCloseable {
    private final Path place = Files.createTempDirectory("spool");
    private final List<String> expected = new ArrayList<>();
    private final String id;
    private Spool spool = open();
    private int made;

    World() throws IOException {
      id = spool.id();
    }

    private Spool open() throws IOException {
      return Spool.open(SpoolDirectory.claim(place), MAX_BYTES);
    }

    void happens(Event event) throws IOException {
      switch (event.kind()) {
        case APPEND -> append(event);
        case REMOVE -> remove(event.count());
        case REOPEN -> reopen();
        case TEAR -> tear(event);
        case CUT -> damage(event, false);
        case FLIP -> damage(event, true);
      }
    }

    private List<String> entries(Event event) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < event.count(); i++) {
        values.add(made++ + " " + "x".repeat(event.size()));
      }
      return values;
    }

    private static List<SpoolEntry> encoded(List<String> values) {
      return values.stream()
          .map(value -> SpoolEntry.toAppend(value.length(), value.getBytes(US_ASCII)))
          .toList();
    }

    private boolean append(Event event) throws IOException {
      List<String> values = entries(event);
      long bytes = values.stream().mapToLong(String::length).sum();
      if (!spool.hasRoomFor(values.size(), bytes)) {
        assertThatThrownBy(() -> spool.append(encoded(values)))
            .isInstanceOf(SpoolFullException.class);
        return false;
      }
      spool.append(encoded(values));
      expected.addAll(values);
      return true;
    }

    private void remove(int count) throws IOException {
      SpoolBatch batch = spool.read(count, MAX_BYTES);
      assertThat(values(batch)).isEqualTo(expected.subList(0, Math.min(count, expected.size())));
      spool.mark(new SpoolPosition(batch.to(), batch.to(), "t", 0, 0));
      spool.removeTo(batch.to());
      expected.subList(0, batch.entries().size()).clear();
    }

    private void reopen() throws IOException {
      spool.close();
      spool = open();
      assertThat(spool.id()).isEqualTo(id);
    }

    /** The process ends while an append is being written: some of its bytes are on disk. */
    private void tear(Event event) throws IOException {
      Map<Path, Long> before = sizes();
      List<String> acknowledged = List.copyOf(expected);
      boolean fits = append(event);
      spool.close();
      if (fits) {
        Path last = last();
        long from = before.getOrDefault(last, 0L);
        cut(last, from + (Files.size(last) - from) * event.where() / 1_000);
      }
      spool = open();
      List<String> there = values(spool.read(Integer.MAX_VALUE, Long.MAX_VALUE));
      assertThat(there).hasSizeGreaterThanOrEqualTo(acknowledged.size());
      follow(there);
    }

    /** The disk spoils the last file from some byte on. */
    private void damage(Event event, boolean flip) throws IOException {
      if (expected.isEmpty()) {
        return;
      }
      spool.close();
      Path last = last();
      long at = Files.size(last) * event.where() / 1_000;
      if (flip) {
        flip(last, at);
      } else {
        cut(last, at);
      }
      spool = open();
      follow(values(spool.read(Integer.MAX_VALUE, Long.MAX_VALUE)));
    }

    /** Nothing but a beginning of what was expected may be there. */
    private void follow(List<String> there) {
      assertThat(there).isEqualTo(expected.subList(0, Math.min(there.size(), expected.size())));
      expected.subList(there.size(), expected.size()).clear();
    }

    void check() throws IOException {
      assertThat(values(spool.read(Integer.MAX_VALUE, Long.MAX_VALUE))).isEqualTo(expected);
      assertThat(spool.entries()).isEqualTo(expected.size());
      assertThat(spool.bytes()).isLessThanOrEqualTo(MAX_BYTES);
      assertThat(sizes().values().stream().mapToLong(Long::longValue).sum())
          .isLessThanOrEqualTo(MAX_BYTES);
    }

    private static List<String> values(SpoolBatch batch) {
      return batch.entries().stream().map(one -> new String(one.payload(), US_ASCII)).toList();
    }

    private Map<Path, Long> sizes() throws IOException {
      Map<Path, Long> sizes = new HashMap<>();
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(one -> one.toString().endsWith(".segment")).toList()) {
          sizes.put(file, Files.size(file));
        }
      }
      return sizes;
    }

    private Path last() throws IOException {
      return sizes().keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    private static void cut(Path file, long size) throws IOException {
      try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
        opened.setLength(size);
      }
    }

    private static void flip(Path file, long at) throws IOException {
      try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
        opened.seek(at);
        int there = opened.read();
        opened.seek(at);
        opened.write(there ^ 0x10);
      }
    }

    @Override
    public void close() throws IOException {
      spool.close();
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
