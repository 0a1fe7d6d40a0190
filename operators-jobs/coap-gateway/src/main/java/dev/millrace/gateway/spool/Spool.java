package dev.millrace.gateway.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A queue on disk. An entry whose {@link #append} has returned is there until it is removed, also
 * if the process ends or the machine loses its power at any moment; of entries whose append has not
 * returned a beginning may be there. May be used from several threads.
 */
public final class Spool implements Closeable {
  /** So that a spool that is taken from and appended to gets its room back in small parts. */
  private static final int SEGMENTS = 16;

  private static final long MAX_SEGMENT_BYTES = 16L << 20;

  private final SpoolDirectory directory;
  private final long maxBytes;
  private final long segmentBytes;
  private final PositionFile positions;
  private final String id;
  private final Deque<Segment> segments;
  private final long damagedBytes;
  private final SpoolPosition found;
  private final SetAside aside;

  /** Whether the last segment is one that this process has begun and nothing went wrong with. */
  private boolean appendable;

  private long next;
  private long front;
  private long frontPlace = Segment.HEAD_BYTES;

  private Spool(SpoolDirectory directory, long maxBytes) throws IOException {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.segmentBytes = Math.min(MAX_SEGMENT_BYTES, maxBytes / SEGMENTS);
    this.id = identity(directory.path());
    this.positions = new PositionFile(directory.path());
    this.aside = new SetAside(directory.path());
    SegmentFiles.Found files = SegmentFiles.recover(directory.path());
    segments = files.segments();
    damagedBytes = files.damagedBytes();
    found = positions.read().orElse(null);
    long to = found == null ? 0 : found.to();
    next = segments.isEmpty() ? to : Math.max(to, segments.getLast().end());
    front = segments.isEmpty() ? next : segments.getFirst().base();
    if (found != null) {
      removeTo(found.from());
    }
  }

  /**
   * Opens the spool in a directory that no other process uses, with what an earlier one left.
   *
   * @param maxBytes bound on the bytes of all files of entries
   */
  public static Spool open(SpoolDirectory directory, long maxBytes) throws IOException {
    return new Spool(directory, maxBytes);
  }

  private static String identity(Path directory) throws IOException {
    Path file = directory.resolve("id");
    byte[] known = Durable.read(file);
    if (known == null) {
      known = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
      Durable.replace(file, known);
    }
    return new String(known, StandardCharsets.US_ASCII);
  }

  /** A name of this spool that no other one has, the same after it is opened again. */
  public String id() {
    return id;
  }

  /** The position that was marked last before this spool was opened. */
  public Optional<SpoolPosition> foundPosition() {
    return Optional.ofNullable(found);
  }

  /** Bytes that were damaged when it was opened; the entries in them are lost. */
  public long damagedBytes() {
    return damagedBytes;
  }

  /** Whether so many entries with so many bytes together can be appended now. */
  public synchronized boolean hasRoomFor(int entries, long payloadBytes) {
    return bytes() + need(entries, payloadBytes) <= maxBytes;
  }

  private static long need(int entries, long payloadBytes) {
    return payloadBytes + (long) entries * Segment.FRAME_BYTES + Segment.HEAD_BYTES;
  }

  /**
   * Appends entries and returns when they are on disk; their numbers are given here.
   *
   * @throws SpoolFullException if there is no room for all of them: none is appended
   * @throws IOException if the disk fails: whether they are there is not known
   */
  public synchronized void append(List<SpoolEntry> entries) throws IOException {
    if (!hasRoomFor(
        entries.size(), entries.stream().mapToLong(one -> one.payload().length).sum())) {
      throw new SpoolFullException("the spool has reached its bound of " + maxBytes + " bytes");
    }
    List<SpoolEntry> numbered = new ArrayList<>(entries.size());
    for (SpoolEntry entry : entries) {
      numbered.add(
          new SpoolEntry(next + numbered.size(), entry.timestampMillis(), entry.payload()));
    }
    Segment segment = appendable ? segments.getLast() : begin();
    // Until it has worked: a file whose writing has failed is not written to again.
    appendable = false;
    segment.append(numbered);
    next += entries.size();
    appendable = segment.size() < segmentBytes;
  }

  private Segment begin() throws IOException {
    if (!segments.isEmpty() && segments.getLast().excess() > 0) {
      segments.getLast().truncate();
    }
    if (!segments.isEmpty() && segments.getLast().end() == segments.getLast().base()) {
      segments.removeLast().delete();
    }
    Segment segment = Segment.create(SegmentFiles.name(directory.path(), next), next);
    segments.add(segment);
    Durable.forceDirectory(directory.path());
    return segment;
  }

  /**
   * The oldest entries that have not been removed; they stay.
   *
   * @param maxEntries how many at most
   * @param maxBytes of payload; the first one comes whatever its size
   */
  public synchronized SpoolBatch read(int maxEntries, long maxBytes) throws IOException {
    List<SpoolEntry> entries = new ArrayList<>();
    AtomicLong bytes = new AtomicLong();
    long to =
        walk(
            entry -> {
              boolean fits =
                  entries.size() < maxEntries
                      && bytes.addAndGet(entry.payload().length) <= maxBytes;
              return (entries.isEmpty() || fits) && entries.add(entry);
            });
    return new SpoolBatch(entries, front, to);
  }

  /** Shows all entries that have not been removed, the oldest first. */
  public synchronized void forEach(Consumer<SpoolEntry> reader) throws IOException {
    walk(
        entry -> {
          reader.accept(entry);
          return true;
        });
  }

  /**
   * Goes through what has neither been removed nor set aside.
   *
   * @param taker says whether it takes an entry and goes on
   * @return the number behind the last entry that was taken
   */
  private long walk(Predicate<SpoolEntry> taker) throws IOException {
    long sequence = front;
    long place = frontPlace;
    for (Segment segment : segments) {
      sequence = Math.max(sequence, segment.base());
      while (sequence < segment.end()) {
        Segment.Frame frame = segment.frame(place, sequence);
        if (frame == null) {
          throw new IOException("entry " + sequence + " of the spool has been damaged");
        }
        if (!aside.contains(frame.entry()) && !taker.test(frame.entry())) {
          return sequence;
        }
        place = frame.end();
        sequence++;
      }
      place = Segment.HEAD_BYTES;
    }
    return sequence;
  }

  /** Puts one that has been read aside durably: it will not be read again, and is not lost. */
  public synchronized void setAside(SpoolEntry entry) throws IOException {
    aside.add(entry);
  }

  /** How many have been set aside, by earlier processes too. */
  public synchronized int setAside() {
    return aside.size();
  }

  /** When the oldest entry was made, milliseconds since the epoch; empty if there is none. */
  public synchronized OptionalLong oldestMillis() throws IOException {
    SpoolBatch oldest = read(1, 0);
    return oldest.entries().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(oldest.entries().get(0).timestampMillis());
  }

  /** Notes a position durably; {@link #foundPosition} tells it to the next process. */
  public void mark(SpoolPosition position) throws IOException {
    positions.write(position);
  }

  /**
   * Removes all entries with lower numbers. They come again after a crash, unless a {@link #mark}
   * whose {@code from} is as high has been made.
   */
  public synchronized void removeTo(long sequence) throws IOException {
    while (!segments.isEmpty() && segments.getFirst().end() <= sequence) {
      if (segments.size() == 1) {
        appendable = false;
      }
      segments.removeFirst().delete();
      frontPlace = Segment.HEAD_BYTES;
    }
    front = segments.isEmpty() ? next : Math.max(front, segments.getFirst().base());
    while (!segments.isEmpty() && front < Math.min(sequence, segments.getFirst().end())) {
      Segment.Frame frame = segments.getFirst().frame(frontPlace, front);
      if (frame == null) {
        throw new IOException("entry " + front + " of the spool has been damaged");
      }
      frontPlace = frame.end();
      front++;
    }
  }

  /** The number of the oldest entry that has not been removed, or of the next one to come. */
  public synchronized long front() {
    return front;
  }

  /** How many entries there are, those that were set aside included until they are removed. */
  public synchronized long entries() {
    long entries = 0;
    for (Segment segment : segments) {
      entries += segment.end() - Math.max(front, segment.base());
    }
    return entries;
  }

  /** Bytes of all files of entries; those of removed entries count until their file is gone. */
  public synchronized long bytes() {
    return aside.bytes() + segments.stream().mapToLong(Segment::size).sum();
  }

  /** Closes the files and lets another process use the directory. */
  @Override
  public synchronized void close() throws IOException {
    for (Segment segment : segments) {
      segment.close();
    }
    directory.close();
  }
}
