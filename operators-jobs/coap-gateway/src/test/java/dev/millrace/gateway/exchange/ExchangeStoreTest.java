package dev.millrace.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeStoreTest {
  private static final int MAX_ANSWER = 1100;
  private static final byte[] ANSWER = {0x60, 0x44, 0, 7};

  private final long[] now = {1_000_000};
  private final SlabPool pool = new SlabPool(1L << 27);
  private final ExchangeStore store = store(pool);

  private ExchangeStore store(SlabPool from) {
    return new ExchangeStore(from, Lifetimes.RFC_7252, MAX_ANSWER, () -> now[0]);
  }

  private OpenExchange open(Object peer, int mid, boolean confirmable) {
    Arrival arrival = store.arrive(peer, mid, confirmable);
    assertThat(arrival).isInstanceOf(OpenExchange.class);
    return (OpenExchange) arrival;
  }

  @ParameterizedTest // A5: neither a millisecond shorter nor longer, swept before or not
  @CsvSource({"true,247000,true", "true,247000,false", "false,145000,true", "false,145000,false"})
  void aMessageIdIsTakenForItsLifetime(boolean confirmable, long lifetime, boolean swept) {
    open("peer", 7, confirmable).answered(ANSWER);

    now[0] += lifetime - 1;
    sweepIf(swept);
    assertThat(store.arrive("peer", 7, confirmable)).isNotInstanceOf(OpenExchange.class);
    now[0] += 1;
    sweepIf(swept);
    open("peer", 7, confirmable);
    assertThat(store.exchanges()).isOne();
  }

  private void sweepIf(boolean swept) {
    if (swept) {
      store.sweep();
    }
  }

  @Test // G4: what a crash of a peer's state loses, and that it loses nothing of the store's room
  void whatIsLostOfAPeerIsNewAgainAndItsRoomIsFree() {
    for (int mid = 0; mid < 100; mid++) {
      open("peer", 7 * mid, true).answered(ANSWER);
      open("peer", 7 * mid + 1, false);
    }
    OpenExchange underWay = open("peer", 5_000, true);
    store.losePeer(new Random(1));
    assertThat(store.exchanges()).isZero();
    underWay.answered(ANSWER);
    assertThat(store.arrive("peer", 7, true)).isInstanceOf(OpenExchange.class);

    now[0] += 247_000;
    for (int cleanup = 0; cleanup < 3; cleanup++) {
      store.sweep();
      now[0] += 10_000;
    }
    assertThat(store.peers()).isZero();
    assertThat(pool.used()).isZero();
  }

  @Test // A5: from the first copy on, also if another store goes on
  void whatIsRestoredIsKnownForTheRestOfItsLifetime() {
    open("peer", 7, true).answered(ANSWER);
    now[0] += 47_000;
    ExchangeStore next = store(pool);
    List<RememberedAnswer> known = store.newest("peer", 8);
    known.forEach(one -> assertThat(next.restore("peer", one)).isTrue());

    assertThat(known).singleElement().satisfies(one -> assertThat(one.mid()).isEqualTo(7));
    assertThat(next.restore("peer", known.get(0))).as("a second time").isFalse();
    now[0] += 199_999;
    assertThat(next.arrive("peer", 7, true))
        .isInstanceOfSatisfying(
            Arrival.Answered.class, same -> assertThat(same.answer()).isEqualTo(ANSWER));
    now[0] += 1;
    assertThat(next.arrive("peer", 7, true)).isInstanceOf(OpenExchange.class);
  }

  @Test // What is under way or was a NON has no answer that a copy could get
  void theNewestAreThoseThatCameLastAndAreAnswered() {
    for (int mid = 0; mid < 20; mid++) {
      open("peer", mid * 100, true).answered(ANSWER);
      now[0] += 10;
    }
    open("peer", 5000, true);
    open("peer", 5001, false).answered(ANSWER);
    open("other", 1, true).answered(ANSWER);

    assertThat(store.newest("peer", 3))
        .extracting(RememberedAnswer::mid, RememberedAnswer::ageMillis)
        .containsExactly(tuple(1900, 10), tuple(1800, 20), tuple(1700, 30));
    assertThat(store.newest("nobody", 3)).isEmpty();
  }

  @Test // A5: from the first copy on, however long the answer takes
  void theLifetimeBeginsWithTheRequest() {
    OpenExchange slow = open("peer", 7, true);
    now[0] += 200_000;
    slow.answered(ANSWER);
    now[0] += 47_000;

    open("peer", 7, true);
  }

  @Test // A5: the answer of an earlier request is not that of a later one
  void aLateAnswerIsNoOtherRequests() {
    OpenExchange late = open("peer", 7, true);
    now[0] += 247_000;
    OpenExchange next = open("peer", 7, true);
    late.answered(new byte[] {1});

    assertThat(store.arrive("peer", 7, true)).isInstanceOf(Arrival.Known.class);
    next.answered(ANSWER);
    assertThat(store.arrive("peer", 7, true))
        .isInstanceOfSatisfying(
            Arrival.Answered.class, known -> assertThat(known.answer()).isEqualTo(ANSWER));
  }

  @Test // A3: the empty acknowledgement is what a copy gets, not what comes after it
  void theFirstAnswerStays() {
    OpenExchange exchange = open("peer", 7, true);
    exchange.answered(ANSWER);
    exchange.answered(new byte[] {1, 2, 3});

    assertThat(store.arrive("peer", 7, true))
        .isInstanceOfSatisfying(
            Arrival.Answered.class, known -> assertThat(known.answer()).isEqualTo(ANSWER));
  }

  @Test // A6
  void eachPeerHasItsOwnMessageIds() {
    open("one", 7, true);
    open("two", 7, true);
    assertThat(store.peers()).isEqualTo(2);
  }

  @Test
  void anAnswerThatIsTooLongIsSaidAndLeavesTheRequestKnown() {
    OpenExchange exchange = open("peer", 7, true);

    assertThat(exchange.answered(new byte[MAX_ANSWER + 1])).isFalse();
    assertThat(store.arrive("peer", 7, true)).isInstanceOf(Arrival.Known.class);
  }

  @ParameterizedTest // A8, H3: 40 bytes and what an answer is longer than 16
  @ValueSource(ints = {4, 6, 16, 17, 64, 700})
  void aMillionExchangesTakeFewBytes(int answerBytes) {
    SlabPool large = new SlabPool(1L << 30);
    ExchangeStore full = store(large);
    byte[] answer = new byte[answerBytes];
    int exchanges = answerBytes > 64 ? 100_000 : 1_000_000;
    for (int i = 0; i < exchanges; i++) {
      int peer = i % 1000;
      int mid = (peer * 7919 + i / 1000) & 0xFFFF;
      ((OpenExchange) full.arrive(peer, mid, true)).answered(answer);
    }

    assertThat(full.exchanges()).isEqualTo(exchanges);
    double each = (double) large.used() / exchanges;
    // A hundred exchanges of a peer carry its 300 bytes less well than a thousand.
    assertThat(each).isLessThanOrEqualTo((answerBytes > 64 ? 56.0 : 40.0) + answerBytes - 16);
  }

  @Test // H3: room for the answer is there before the request is carried out, or it is refused
  void whatIsAcceptedCanBeAnsweredAtTheBound() {
    SlabPool small = new SlabPool(1L << 20);
    ExchangeStore full = store(small);
    List<Arrival> arrivals =
        IntStream.range(0, 3000).mapToObj(mid -> full.arrive("peer", mid, true)).toList();
    assertThat(arrivals.get(2999)).isInstanceOf(Arrival.NoRoom.class);
    byte[] longest = new byte[MAX_ANSWER];
    long accepted = arrivals.stream().filter(OpenExchange.class::isInstance).count();
    assertThat(accepted).isGreaterThan(700);
    for (Arrival arrival : arrivals) {
      if (arrival instanceof OpenExchange exchange) {
        assertThat(exchange.answered(longest)).isTrue();
      }
    }

    for (int mid = 0; mid < 3000; mid++) {
      if (arrivals.get(mid) instanceof OpenExchange) {
        assertThat(full.arrive("peer", mid, true)).isInstanceOf(Arrival.Answered.class);
      }
    }
    assertThat(small.used()).isLessThanOrEqualTo(1L << 20);
  }

  @Test // H3: the rest of a reservation is free as soon as the answer is known
  void shortAnswersGiveBackWhatTheyDoNotNeed() {
    ExchangeStore small = store(new SlabPool(1L << 20));
    for (int mid = 0; mid < 10_000; mid++) {
      assertThat(small.arrive("peer", mid, true))
          .isInstanceOfSatisfying(OpenExchange.class, exchange -> exchange.answered(ANSWER));
    }
  }

  @Test // H3: without waiting for a sweep
  void whatIsOverMakesRoom() {
    ExchangeStore small = store(new SlabPool(1L << 20));
    int mid = 0;
    while (small.arrive("peer", mid, true) instanceof OpenExchange exchange) {
      exchange.answered(new byte[MAX_ANSWER]);
      mid++;
    }
    now[0] += 246_999;
    assertThat(small.arrive("peer", mid, true)).isInstanceOf(Arrival.NoRoom.class);
    now[0] += 1;
    assertThat(small.arrive("peer", mid, true)).isInstanceOf(OpenExchange.class);
  }

  @Test // A8: a shard forgets so many at a time
  void forgettingGoesInSteps() {
    ExchangeShard shard = new ExchangeShard(pool, Lifetimes.RFC_7252, MAX_ANSWER);
    for (int mid = 0; mid < 100; mid++) {
      shard.arrive("peer", mid, mid % 2 == 0, 0, 1);
    }

    assertThat(shard.expire(247_000, 30)).isTrue();
    assertThat(shard.exchanges()).isEqualTo(70);
    assertThat(shard.expire(247_000, 1000)).isFalse();
    assertThat(shard.exchanges()).isZero();
  }

  @Test // A5: a clock that was read earlier than another, and comes later
  void timeDoesNotGoBack() {
    ExchangeShard shard = new ExchangeShard(pool, Lifetimes.RFC_7252, MAX_ANSWER);
    shard.arrive("peer", 1, true, 10, 1);

    assertThat(shard.arrive("peer", 1, true, 9, 1)).isInstanceOf(Arrival.Known.class);
  }

  @Test // B2
  void aPeerEndsAtACleanupAfterItsLastExchange() {
    open("peer", 7, true).answered(ANSWER);
    now[0] += 240_000;
    store.sweep();
    assertThat(store.peers()).as("an exchange lives").isOne();

    now[0] += 7_000;
    store.sweep();
    assertThat(store.exchanges()).isZero();
    assertThat(store.peers()).as("no cleanup was due").isOne();
    now[0] += 3_000;
    store.sweep();
    assertThat(store.peers()).isZero();
  }

  @Test // B2
  void aPeerWhoseRequestIsCarriedOutDoesNotEnd() {
    open("peer", 7, true);
    for (int cleanup = 0; cleanup < 20; cleanup++) {
      now[0] += 10_000;
      store.sweep();
    }
    assertThat(store.peers()).isOne();
  }

  @Test // B2
  void aPeerThatWasHeardSinceTheLastCleanupDoesNotEnd() {
    SlabPool small = new SlabPool(1L << 20);
    ExchangeStore cramped = store(small);
    cramped.arrive("peer", 0, false);
    now[0] += 145_000;
    cramped.sweep();
    assertThat(small.charge((int) ((1L << 20) - small.used()))).isTrue();
    assertThat(cramped.arrive("peer", 1, false)).isInstanceOf(Arrival.NoRoom.class);
    now[0] += 10_000;
    cramped.sweep();
    assertThat(cramped.peers()).isOne();

    now[0] += 10_000;
    cramped.sweep();
    assertThat(cramped.peers()).isZero();
  }

  @Test // A5: whichever of some threads comes first carries a request out
  void copiesThatComeAtOnceAreCarriedOutOnce() throws Exception {
    int ids = 20_000;
    AtomicIntegerArray runs = new AtomicIntegerArray(ids);
    Callable<Void> copies =
        () -> {
          for (int i = 0; i < ids; i++) {
            Arrival arrival = store.arrive(i % 7, i, true);
            if (arrival instanceof OpenExchange exchange) {
              runs.incrementAndGet(i);
              exchange.answered(new byte[] {(byte) i});
            } else if (arrival instanceof Arrival.Answered answered) {
              assertThat(answered.answer()).containsExactly((byte) i);
            }
          }
          return null;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Void> thread : threads.invokeAll(List.of(copies, copies, copies, copies))) {
        thread.get();
      }
    }

    assertThat(IntStream.range(0, ids).allMatch(i -> runs.get(i) == 1)).isTrue();
  }

  @Test
  void boundsAreChecked() {
    assertThatThrownBy(() -> new SlabPool(1000)).hasMessageContaining("1000");
    assertThatThrownBy(() -> new SlabPool(1L << 40)).hasMessageContaining("bytes");
    assertThatThrownBy(() -> new Lifetimes(Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageContaining("PT0S");
    assertThatThrownBy(() -> new ExchangeStore(pool, Lifetimes.RFC_7252, 60_000, () -> 0))
        .hasMessageContaining("60000");
  }
}
