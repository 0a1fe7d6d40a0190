package dev.millrace.e2e;

import dev.millrace.stream.stage.Identity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether what the stages of {@code examples/parking} have written follows from what the gateways
 * have, whatever happened to the stages: computed anew, without any code of theirs. The windows
 * must all have closed.
 *
 * @param log of both gateways, in the order of its partitions
 * @param late put aside by the stages, in the order of their partitions
 * @param counts in the order of their partitions
 * @param free in the order of their partitions
 */
record ParkingBooks(
    List<Logged> log, List<TooLate> late, List<Counted> counts, List<FreePlaces> free) {
  private static final long PLACES = 500;

  /** How many cars the gateways have noted. */
  long crossings() {
    return log.stream().filter(one -> one.crossing().isPresent()).count();
  }

  /** What is wrong, for a person; empty if everything is right. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    inTurn(
            "crossings-late",
            late.stream().map(one -> Map.entry(one.id(), one.partition())).toList())
        .forEach(faults::add);
    inTurn("counts", counts.stream().map(one -> Map.entry(one.id(), one.partition())).toList())
        .forEach(faults::add);
    inTurn("free-places", free.stream().map(one -> Map.entry(one.id(), one.partition())).toList())
        .forEach(faults::add);
    sums(faults);
    balances(faults);
    return faults;
  }

  /** Each identity once, and ascending in each partition. */
  private static List<String> inTurn(String topic, List<Map.Entry<Identity, Integer>> outputs) {
    List<String> faults = new ArrayList<>();
    Set<Identity> seen = new HashSet<>();
    Map<String, Identity> last = new HashMap<>();
    for (Map.Entry<Identity, Integer> output : outputs) {
      Identity id = output.getKey();
      if (!seen.add(id)) {
        faults.add("%s: %s is there twice".formatted(topic, id));
      }
      Identity before =
          last.put(id.stage() + "/" + id.partition() + " in " + output.getValue(), id);
      if (before != null && before.compareInPartition(id) >= 0) {
        faults.add("%s: %s stands behind %s".formatted(topic, id, before));
      }
    }
    return faults;
  }

  /** Each car is counted exactly once, or put aside once if it came too late. */
  private void sums(List<String> faults) {
    Arrivals arrivals = Arrivals.of(log);
    Map<String, long[]> counted = new TreeMap<>();
    for (Counted one : counts) {
      long[] sum = counted.computeIfAbsent(one.lot(), lot -> new long[2]);
      sum[0] += one.entered();
      sum[1] += one.left();
    }
    compare(
        "counts: %d cars came into %s in time and %d left, counted were %d and %d",
        byLot(arrivals.inTime()), counted, faults);
    compare(
        "crossings-late: %d cars came into %s too late and %d left, found were %d and %d",
        byLot(arrivals.late()), byLot(late.stream().map(TooLate::crossing).toList()), faults);
  }

  private static Map<String, long[]> byLot(List<Crossing> crossings) {
    Map<String, long[]> cars = new TreeMap<>();
    for (Crossing crossing : crossings) {
      cars.computeIfAbsent(crossing.lot(), lot -> new long[2])[crossing.in() ? 0 : 1]++;
    }
    return cars;
  }

  private static void compare(
      String words, Map<String, long[]> expected, Map<String, long[]> found, List<String> faults) {
    Set<String> lots = new TreeSet<>(expected.keySet());
    lots.addAll(found.keySet());
    for (String lot : lots) {
      long[] cars = expected.getOrDefault(lot, new long[2]);
      long[] sum = found.getOrDefault(lot, new long[2]);
      if (!Arrays.equals(cars, sum)) {
        faults.add(words.formatted(cars[0], lot, cars[1], sum[0], sum[1]));
      }
    }
  }

  /** Each count leads to one output, with the sum of all so far. */
  private void balances(List<String> faults) {
    Map<String, List<Long>> expected = new TreeMap<>();
    Map<String, Long> occupied = new HashMap<>();
    for (Counted one : counts) {
      long now = occupied.merge(one.lot(), one.entered() - one.left(), Long::sum);
      expected.computeIfAbsent(one.lot(), lot -> new ArrayList<>()).add(now);
    }
    Map<String, List<Long>> found = new TreeMap<>();
    for (FreePlaces one : free) {
      found.computeIfAbsent(one.lot(), lot -> new ArrayList<>()).add(one.occupied());
      if (one.free() != PLACES - one.occupied()) {
        faults.add("free-places: %s is wrong in itself".formatted(one));
      }
    }
    expected.forEach(
        (lot, balances) -> {
          List<Long> of = found.getOrDefault(lot, List.of());
          if (!balances.equals(of)) {
            faults.add(
                "free-places: of %s %d were expected and %d found, the first difference is at %d"
                    .formatted(lot, balances.size(), of.size(), firstDifference(balances, of)));
          }
        });
  }

  private static int firstDifference(List<Long> one, List<Long> other) {
    int at = 0;
    while (at < one.size() && at < other.size() && one.get(at).equals(other.get(at))) {
      at++;
    }
    return at;
  }
}
