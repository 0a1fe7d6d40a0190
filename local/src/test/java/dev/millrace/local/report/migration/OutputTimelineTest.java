package dev.millrace.local.report.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutputTimelineTest {
  private static final long LENGTH = 250;

  @Property
  void puttingBucketsTogetherLosesNoOutputAndHidesNoPeak(
      @ForAll @Size(max = 200) List<@IntRange(max = 1_000) Integer> outputs,
      @ForAll @IntRange(min = 1, max = 50) int most) {
    OutputTimeline timeline = timeline(outputs);
    OutputTimeline wide = timeline.inAtMost(most);
    assertThat(wide.buckets()).hasSizeLessThanOrEqualTo(most);
    assertThat(sum(wide)).isEqualTo(sum(timeline));
    assertThat(OutputTimeline.highest(wide.buckets(), OutputBucket::longestGapMillis))
        .isEqualTo(OutputTimeline.highest(timeline.buckets(), OutputBucket::longestGapMillis));
    assertThat(wide.bucketMillis() % LENGTH).isZero();
    for (OutputBucket bucket : wide.buckets()) {
      assertThat((bucket.startMillis() - 1_000) % wide.bucketMillis()).isZero();
    }
  }

  @Test
  void fewBucketsStayAsTheyAre() {
    OutputTimeline timeline = timeline(List.of(1, 0, 3));
    assertThat(timeline.inAtMost(3)).isEqualTo(timeline);
  }

  @Test
  void aPartHasWhatOverlapsIt() {
    OutputTimeline all =
        new OutputTimeline(
            "a/b",
            LENGTH,
            timeline(List.of(1, 2, 3)).buckets(),
            List.of(
                new OwnershipInterval(0, "one", "one-0", 0, 1_300),
                new OwnershipInterval(0, "two", "two-0", 1_300, 9_000)));
    OutputTimeline part = all.between(1_300, 1_500);
    assertThat(part.buckets()).extracting(OutputBucket::outputs).containsExactly(2L);
    assertThat(part.ownership()).extracting(OwnershipInterval::pool).containsExactly("two");
  }

  /** A bucket for each number that is not zero. */
  private static OutputTimeline timeline(List<Integer> outputs) {
    List<OutputBucket> buckets = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i) > 0) {
        buckets.add(
            new OutputBucket(1_000 + i * LENGTH, 1.0, 2.0, outputs.get(i), outputs.get(i) * 3.0));
      }
    }
    if (!buckets.isEmpty() && buckets.get(0).startMillis() != 1_000) {
      buckets.add(0, new OutputBucket(1_000, null, null, 0, null));
    }
    return new OutputTimeline("a/b", LENGTH, buckets, List.of());
  }

  private static long sum(OutputTimeline timeline) {
    return timeline.buckets().stream().mapToLong(OutputBucket::outputs).sum();
  }
}
