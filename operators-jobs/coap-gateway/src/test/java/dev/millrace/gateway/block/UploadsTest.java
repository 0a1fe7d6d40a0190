package dev.millrace.gateway.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.block.Step.Broken;
import dev.millrace.gateway.block.Step.Fault;
import dev.millrace.gateway.block.UploadObserver.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** E3: uploads in blocks, their order and their bounds. */
class UploadsTest {
  private static final int MAX_BODY = 100;
  private static final int NO_FORMAT = -1;

  private final List<Outcome> ended = new ArrayList<>();
  private long now;

  private Uploads uploads(long maxBytes) {
    return new Uploads(
        new UploadLimits(MAX_BODY, maxBytes, 2, Duration.ofSeconds(247)), () -> now, ended::add);
  }

  private static Part part(int number, boolean more, int length) {
    return new Part(number * 16, 16, more, NO_FORMAT, 0, new byte[length]);
  }

  private static void assertBroken(Step step, Fault fault) {
    assertThat(step).isEqualTo(new Broken(fault));
  }

  @Test
  void blocksInOrderAreTheBody() {
    Uploads uploads = uploads(10_000);

    assertThat(uploads.take("p", "t", new Part(0, 16, true, 42, 0, bytes(0, 16))))
        .isInstanceOf(Step.Next.class);
    // The device changes to larger blocks in between: the offset counts (RFC 7959 section 2.3).
    assertThat(uploads.take("p", "t", new Part(16, 16, true, 42, 0, bytes(16, 16))))
        .isInstanceOf(Step.Next.class);
    Step last = uploads.take("p", "t", new Part(32, 32, false, 42, 0, bytes(32, 5)));

    assertThat(((Step.Whole) last).body()).isEqualTo(bytes(0, 37));
    assertThat(ended).containsExactly(Outcome.COMPLETE);
    assertThat(uploads.count()).isZero();
    assertThat(uploads.bytes()).isZero();
  }

  @Test
  void oneBlockIsAWholeBody() {
    assertThat(((Step.Whole) uploads(10_000).take("p", "t", part(0, false, 3))).body()).hasSize(3);
    assertThat(ended).isEmpty();
  }

  @Test
  void gapsAndStrangersAreIncomplete() {
    Uploads uploads = uploads(10_000);

    assertBroken(uploads.take("p", "t", part(1, true, 16)), Fault.INCOMPLETE);
    uploads.take("p", "t", part(0, true, 16));
    assertBroken(uploads.take("q", "t", part(1, false, 1)), Fault.INCOMPLETE);
    assertBroken(uploads.take("p", "u", part(1, false, 1)), Fault.INCOMPLETE);
    assertThat(uploads.take("p", "t", part(1, true, 16))).isInstanceOf(Step.Next.class);
    assertBroken(uploads.take("p", "t", part(3, false, 1)), Fault.INCOMPLETE);
    assertBroken(uploads.take("p", "t", part(2, false, 1)), Fault.INCOMPLETE);
    assertThat(ended).containsExactly(Outcome.BROKEN);
  }

  @Test
  void anotherContentFormatIsIncomplete() {
    Uploads uploads = uploads(10_000);
    uploads.take("p", "t", new Part(0, 16, true, 50, 0, new byte[16]));

    assertBroken(
        uploads.take("p", "t", new Part(16, 16, false, 60, 0, new byte[1])), Fault.INCOMPLETE);
  }

  @Test
  void theNewestWins() {
    Uploads uploads = uploads(10_000);
    uploads.take("p", "t", new Part(0, 16, true, NO_FORMAT, 0, bytes(100, 16)));
    uploads.take("p", "t", new Part(0, 16, true, NO_FORMAT, 0, bytes(0, 16)));

    Step last = uploads.take("p", "t", new Part(16, 16, false, NO_FORMAT, 0, bytes(16, 1)));

    assertThat(((Step.Whole) last).body()).isEqualTo(bytes(0, 17));
    assertThat(ended).containsExactly(Outcome.OVERWRITTEN, Outcome.COMPLETE);
  }

  @Test
  void tooLongIsSaidAsSoonAsItIsKnown() {
    Uploads uploads = uploads(10_000);

    assertBroken(
        uploads.take("p", "t", new Part(0, 16, true, NO_FORMAT, MAX_BODY + 1, new byte[16])),
        Fault.TOO_LARGE);
    // A device that announces too little is not believed.
    uploads.take("p", "t", new Part(0, 16, true, NO_FORMAT, 1, new byte[16]));
    for (int number = 1; number < 6; number++) {
      assertThat(uploads.take("p", "t", part(number, true, 16))).isInstanceOf(Step.Next.class);
    }
    assertBroken(uploads.take("p", "t", part(6, false, 5)), Fault.TOO_LARGE);
    assertThat(uploads.count()).isZero();
  }

  @Test
  void aBlockHasTheSizeThatItSays() {
    Uploads uploads = uploads(10_000);

    assertBroken(uploads.take("p", "t", part(0, true, 15)), Fault.MALFORMED);
    assertBroken(uploads.take("p", "t", part(0, true, 0)), Fault.MALFORMED);
    assertBroken(uploads.take("p", "t", part(0, false, 17)), Fault.MALFORMED);
    assertThat(uploads.count()).isZero();
  }

  @Test
  void silenceEndsIt() {
    Uploads uploads = uploads(10_000);
    uploads.take("p", "t", part(0, true, 16));
    now = 200_000;
    uploads.take("p", "t", part(1, true, 16));
    now = 446_999;
    uploads.expire();
    assertThat(uploads.count()).isEqualTo(1);
    now = 447_000;
    uploads.expire();

    assertThat(uploads.count()).isZero();
    assertThat(uploads.bytes()).isZero();
    assertThat(ended).containsExactly(Outcome.EXPIRED);
  }

  @Test
  void aPeerThatBeginsTooManyLosesThatOfWhichItWasSilentLongest() {
    Uploads uploads = uploads(10_000);
    uploads.take("q", "a", part(0, true, 16));
    uploads.take("p", "a", part(0, true, 16));
    uploads.take("p", "b", part(0, true, 16));
    uploads.take("p", "a", part(1, true, 16));
    uploads.take("p", "c", part(0, true, 16));

    assertThat(ended).containsExactly(Outcome.DISPLACED);
    assertBroken(uploads.take("p", "b", part(1, true, 16)), Fault.INCOMPLETE);
    assertThat(uploads.take("p", "a", part(2, false, 1))).isInstanceOf(Step.Whole.class);
    assertThat(uploads.take("p", "c", part(1, false, 1))).isInstanceOf(Step.Whole.class);
    assertThat(uploads.take("q", "a", part(1, false, 1))).isInstanceOf(Step.Whole.class);
  }

  @Test // H3
  void whenAllIsFullNewOnesAreRefusedAndOldOnesGoOn() {
    Uploads uploads = uploads(3 * 600);
    for (int peer = 0; peer < 3; peer++) {
      assertThat(uploads.take(peer, "t", part(0, true, 16))).isInstanceOf(Step.Next.class);
    }
    for (int stranger = 3; stranger < 1_000; stranger++) {
      assertBroken(uploads.take(stranger, "t", part(0, true, 16)), Fault.NO_ROOM);
    }

    assertThat(uploads.count()).isEqualTo(3);
    for (int peer = 0; peer < 3; peer++) {
      assertThat(uploads.take(peer, "t", part(1, false, 1))).isInstanceOf(Step.Whole.class);
    }
    assertThat(uploads.bytes()).isZero();
    assertThat(uploads.take(4, "t", part(0, true, 16))).isInstanceOf(Step.Next.class);
  }

  private static byte[] bytes(int first, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }
}
