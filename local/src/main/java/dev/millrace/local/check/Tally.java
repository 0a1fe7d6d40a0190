package dev.millrace.local.check;

import dev.millrace.local.check.Defect.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Counts defects by kind, and keeps the first few of each. */
final class Tally {
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final List<Defect> samples = new ArrayList<>();

  /** Counts a defect; it is only asked for if it will be shown. */
  void add(Kind kind, Supplier<Defect> defect) {
    if (counts.merge(kind, 1L, Long::sum) <= Defect.SAMPLES) {
      samples.add(defect.get());
    }
  }

  /** Counts defects that were found elsewhere. */
  void add(Kind kind, long count, List<Defect> some) {
    if (count > 0) {
      counts.merge(kind, count, Long::sum);
      samples.addAll(some);
    }
  }

  long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  Defects defects() {
    return new Defects(
        count(Kind.MISSING),
        count(Kind.REPEATED),
        count(Kind.REORDERED),
        count(Kind.DIFFERENT),
        count(Kind.UNEXPECTED),
        List.copyOf(samples));
  }
}
