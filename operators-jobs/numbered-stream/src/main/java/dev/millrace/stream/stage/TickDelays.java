package dev.millrace.stream.stage;

import dev.millrace.api.DurationText;
import dev.millrace.api.StageSpec;
import java.util.HashSet;
import java.util.Set;

/**
 * How far the timestamps of ticks stay behind the wall clock, so that they do not overtake results
 * that are still on their way (docs/stages.md, Ticks).
 */
final class TickDelays {
  private static final long TRANSIT_MILLIS = 1_000;

  private final TopicPlans topics;

  TickDelays(TopicPlans topics) {
    this.topics = topics;
  }

  /** Milliseconds between ticks of the topic, 0 for never. */
  long interval(String topic) {
    return millis(topics.topic(topic).tickInterval(), TopicPlans.DEFAULT_TICK_INTERVAL);
  }

  /** The topic's delay in milliseconds. */
  long delay(String topic) {
    return delay(topic, new HashSet<>());
  }

  private long delay(String topic, Set<String> visited) {
    long greatest = 0;
    // A cycle is somebody else's error; here it must only come to an end.
    if (visited.add(topic)) {
      for (StageSpec writer : topics.writers(topic)) {
        long results =
            delay(writer.from(), visited)
                + interval(writer.from())
                + millis(writer.allowedLateness(), "0s")
                + TRANSIT_MILLIS;
        greatest = Math.max(greatest, results);
      }
      visited.remove(topic);
    }
    return greatest + interval(topic);
  }

  /** A text that is no duration is an issue of the stage it belongs to, and counts as 0 here. */
  private static long millis(String text, String otherwise) {
    try {
      return DurationText.parse(text == null ? otherwise : text).toMillis();
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }
}
