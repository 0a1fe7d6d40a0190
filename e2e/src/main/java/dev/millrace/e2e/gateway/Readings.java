package dev.millrace.e2e.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Numbered readings in a topic.
 *
 * @param numbers in the order of the topic
 */
record Readings(List<Integer> numbers) {
  Readings {
    numbers = List.copyOf(numbers);
  }

  /** Those that were acknowledged and are not there. */
  SortedSet<Integer> missing(SortedSet<Integer> acknowledged) {
    SortedSet<Integer> missing = new TreeSet<>(acknowledged);
    numbers.forEach(missing::remove);
    return missing;
  }

  /** What is there twice, or behind one that was posted later. */
  List<String> disorder() {
    List<String> disorder = new ArrayList<>();
    int highest = Integer.MIN_VALUE;
    for (int number : numbers) {
      if (number <= highest) {
        disorder.add("number " + number + " is behind " + highest);
      }
      highest = Math.max(highest, number);
    }
    return disorder;
  }
}
