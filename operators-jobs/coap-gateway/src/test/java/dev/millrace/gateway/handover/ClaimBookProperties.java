package dev.millrace.gateway.handover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.handover.LogEntry.Claim;
import dev.millrace.gateway.handover.LogEntry.Label;
import dev.millrace.gateway.handover.LogEntry.Parcel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Who has what is left. */
class ClaimBookProperties {
  private static final long NOW = 1_800_000_000_000L;
  private static final long MOST = ClaimBook.MOST_AGE.toMillis();

  /** A process that reads the log at its own pace. */
  private static final class Reader {
    private final ClaimBook book = new ClaimBook("gates", "north", UUID.randomUUID());
    private final List<UUID> taken = new ArrayList<>();
    private int next;

    void step(List<LogEntry> log, long now) {
      if (next < log.size()) {
        book.read(log.get(next++), now).ifPresent(parcel -> taken.add(parcel.label().id()));
      } else {
        log.addAll(book.toClaim(now));
      }
    }
  }

  private static Parcel parcel(UUID id, String place, long millis) {
    return new Parcel(new Label(id, "gates", place, 5684, millis), new byte[0]);
  }

  // Would catch: a session that goes on in two processes, which would use the same nonces; one that
  // nobody takes although somebody could; one that is taken again when its parcel is shown again.
  @Property
  void eachParcelIsTakenOnceHoweverTheLogIsRead(
      @ForAll @IntRange(min = 1, max = 4) int processes,
      @ForAll @IntRange(max = 8) int parcels,
      @ForAll Random random) {
    List<LogEntry> log = new ArrayList<>();
    List<UUID> left = new ArrayList<>();
    List<Reader> readers =
        new ArrayList<>(IntStream.range(0, processes).mapToObj(any -> new Reader()).toList());
    for (int round = 0; round < 200; round++) {
      if (left.size() < parcels && random.nextInt(10) == 0) {
        UUID id = UUID.randomUUID();
        left.add(id);
        log.add(parcel(id, "north", NOW));
      } else if (!left.isEmpty() && random.nextInt(20) == 0) {
        log.add(parcel(left.get(random.nextInt(left.size())), "north", NOW));
      }
      readers.get(random.nextInt(processes)).step(log, NOW);
    }
    // One that starts late, and reads everything.
    readers.add(new Reader());
    for (int round = 0; round < 2 * log.size() + 200; round++) {
      readers.forEach(reader -> reader.step(log, NOW));
    }

    assertThat(readers.stream().flatMap(reader -> reader.taken.stream()))
        .containsExactlyInAnyOrderElementsOf(left);
  }

  @Example // The claim that kept others from it may be gone from the topic by then
  void whatIsTooOldIsNobodys() {
    for (long millis : List.of(NOW - MOST - 1, NOW + MOST + 1)) {
      ClaimBook book = new ClaimBook("gates", "north", UUID.randomUUID());
      book.read(parcel(UUID.randomUUID(), "north", millis), NOW);

      assertThat(book.toClaim(NOW)).isEmpty();
    }
  }

  @Example // Would catch: keys that go to a node where their devices never come
  void whatIsForAnotherPlaceStaysThere() {
    ClaimBook book = new ClaimBook("gates", "south", UUID.randomUUID());
    book.read(parcel(UUID.randomUUID(), "north", NOW), NOW);

    assertThat(book.toClaim(NOW)).isEmpty();
  }

  @Example // A parcel that is shown again after its claim, as somebody may who writes to the topic
  void whatWasClaimedBeforeItIsShownIsNobodys() {
    UUID self = UUID.randomUUID();
    UUID id = UUID.randomUUID();
    ClaimBook book = new ClaimBook("gates", "north", self);
    book.read(new Claim(id, UUID.randomUUID()), NOW);
    book.read(parcel(id, "north", NOW), NOW);

    assertThat(book.toClaim(NOW)).isEmpty();
    assertThat(book.read(new Claim(id, self), NOW)).isEmpty();
  }

  @Example
  void aClaimThatWasNotSentIsMadeAgain() {
    ClaimBook book = new ClaimBook("gates", "north", UUID.randomUUID());
    book.read(parcel(UUID.randomUUID(), "north", NOW), NOW);
    Claim claim = book.toClaim(NOW).get(0);
    assertThat(book.toClaim(NOW)).isEmpty();

    book.notSent(claim);

    assertThat(book.toClaim(NOW)).containsExactly(claim);
    assertThat(book.read(claim, NOW)).isPresent();
    assertThat(book.read(claim, NOW)).as("once").isEmpty();
  }

  @Example // Would catch: parcels that nobody wants filling the heap
  void onlySoManyWait() {
    ClaimBook book = new ClaimBook("gates", "north", UUID.randomUUID());
    for (int i = 0; i < 1000; i++) {
      book.read(parcel(UUID.randomUUID(), "north", NOW), NOW);
    }
    assertThat(book.toClaim(NOW)).hasSize(64);

    book.forget(NOW + 2 * MOST + 1);
    book.read(parcel(UUID.randomUUID(), "north", NOW + 2 * MOST + 1), NOW + 2 * MOST + 1);

    assertThat(book.toClaim(NOW + 2 * MOST + 1)).hasSize(1);
  }
}
