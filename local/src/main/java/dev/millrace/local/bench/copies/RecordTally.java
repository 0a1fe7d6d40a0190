package dev.millrace.local.bench.copies;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an independent reader finds of a stage that must give one output for each record, with the
 * number of the device's records so far: the k-th record of a device must give k.
 *
 * @param records of the input
 * @param outputs that were read
 * @param duplicates outputs of a record that had one already
 * @param missing records without any output
 * @param wrong outputs with another number than their record's
 * @param withoutRight records without an output that is right
 */
public record RecordTally(
    long records, long outputs, long duplicates, long missing, long wrong, long withoutRight) {

  /**
   * An output.
   *
   * @param device its key
   * @param readings the number of the device's records that it says
   * @param stamp of the record that it is for
   * @param nanos when it was seen, of {@link System#nanoTime}
   */
  public record Seen(String device, long readings, long stamp, long nanos) {}

  /** Compares all outputs with all records. */
  public static RecordTally of(SentRecords sent, List<Seen> outputs) {
    Map<String, Map<Long, Boolean>> found = new HashMap<>();
    long duplicates = 0;
    long wrong = 0;
    for (Seen output : outputs) {
      int number = sent.number(output.device(), output.stamp());
      boolean right = number > 0 && output.readings() == number;
      wrong += right ? 0 : 1;
      if (number == 0) {
        continue;
      }
      Map<Long, Boolean> of = found.computeIfAbsent(output.device(), any -> new HashMap<>());
      duplicates += of.containsKey(output.stamp()) ? 1 : 0;
      of.merge(output.stamp(), right, Boolean::logicalOr);
    }
    long answered = found.values().stream().mapToLong(Map::size).sum();
    long rightly =
        found.values().stream().flatMap(of -> of.values().stream()).filter(right -> right).count();
    return new RecordTally(
        sent.size(),
        outputs.size(),
        duplicates,
        sent.size() - answered,
        wrong,
        sent.size() - rightly);
  }
}
