package dev.millrace.gateway.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.block.UploadObserver.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Uploads of several peers in any order of blocks, against a plain map. E2, E3. */
class UploadsProperties {
  private static final int MAX_BODY = 80;
  private static final int MAX_OF_PEER = 2;

  private record Id(int peer, int target) {}

  /** One block, or time that goes by if it is of peer -1. */
  record Action(int peer, int target, int number, boolean more, int length, int format) {}

  @Provide
  Arbitrary<List<Action>> actions() {
    return Combinators.combine(
            Arbitraries.integers().between(-1, 4),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 4),
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(16, 16, 16, 16, 7, 20),
            Arbitraries.of(0, 0, 0, 0, 0, 1))
        .as(Action::new)
        .list()
        .ofMaxSize(150);
  }

  /** What comes out whole is what the same peer sent to the same target, block after block. */
  @Property(tries = 1_000)
  void nothingMixesAndNothingIsKept(@ForAll("actions") List<Action> actions) {
    long[] now = {0};
    AtomicInteger ended = new AtomicInteger();
    Uploads uploads =
        new Uploads(
            new UploadLimits(MAX_BODY, 4_000, MAX_OF_PEER, Duration.ofSeconds(10)),
            () -> now[0],
            (Outcome unused) -> ended.incrementAndGet());
    Map<Id, ByteArrayOutputStream> sent = new HashMap<>();
    byte serial = 0;
    for (Action action : actions) {
      if (action.peer() < 0) {
        now[0] += 1_000L * action.number();
        continue;
      }
      byte[] bytes = new byte[action.length()];
      java.util.Arrays.fill(bytes, serial++);
      Id id = new Id(action.peer(), action.target());
      if (action.number() == 0) {
        sent.put(id, new ByteArrayOutputStream());
      }
      Step step =
          uploads.take(
              action.peer(),
              action.target(),
              new Part(action.number() * 16, 16, action.more(), action.format(), 0, bytes));
      switch (step) {
        case Step.Next unused -> sent.get(id).writeBytes(bytes);
        case Step.Whole whole -> {
          sent.get(id).writeBytes(bytes);
          assertThat(whole.body())
              .isEqualTo(sent.remove(id).toByteArray())
              .hasSizeLessThanOrEqualTo(MAX_BODY);
        }
        case Step.Broken unused -> sent.remove(id);
      }
      assertThat(uploads.bytes()).isBetween(0L, 4_000L);
      assertThat(uploads.count()).isLessThanOrEqualTo(5 * MAX_OF_PEER);
    }
    now[0] += 10_000;
    uploads.expire();
    assertThat(uploads.count()).isZero();
    assertThat(uploads.bytes()).isZero();
  }
}
