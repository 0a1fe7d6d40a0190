package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The repair of story 20 cannot be seen to be missing: whoever becomes owner behind a broker that
 * fences has read the tails behind its own fence before its first send (ADR 6, finding 3), and
 * behind one that does not a fence may lead to repeats.
 */
class CoveredMutantTest {
  private static final long SEEDS = 2_000;
  private static final Repairs ALL_BUT_STORY_20 = new DeadOpenings();

  /** A fence may be opened by what an incarnation has posted that is no more. */
  private static class DeadOpenings extends Repairs {
    @Override
    List<ControlRecord> meaning(Ownership before, ControlRecord record) {
      Handover pending = before.pending();
      return record instanceof Opened opened && pending != null && pending.fence()
          ? List.of(new Opened(0, opened.id(), before.incarnation(pending.to()), opened.sn()))
          : List.of(record);
    }
  }

  @Test
  void whoReadsTheTailsItselfMayOwnByAnOpeningOfADeadIncarnation() {
    for (String kind : List.of("strict", "fences", "slow", "leases")) {
      assertThat(LongStream.range(0, SEEDS))
          .as(kind)
          .allMatch(seed -> HandoverVerdict.flawOf(kind, seed, ALL_BUT_STORY_20) == null);
    }
  }
}
