package dev.millrace.local.harness;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Number and checksum of the outputs of each lane, in order: two of them are equal if every lane
 * has the same outputs in the same order, without keeping a million texts.
 */
public final class LaneSums {
  private final Map<String, Lane> lanes = new TreeMap<>();
  private long outputs;

  private static final class Lane {
    final CRC32C sum = new CRC32C();
    long outputs;
    long hash;

    @Override
    public String toString() {
      return outputs + " outputs, checksum " + Long.toHexString(sum.getValue() ^ hash);
    }
  }

  /** The next output of a lane. */
  public void add(String lane, String text) {
    Lane of = lanes.computeIfAbsent(lane, any -> new Lane());
    of.sum.update(text.getBytes(StandardCharsets.UTF_8));
    of.hash = of.hash * 31 + text.hashCode();
    of.outputs++;
    outputs++;
  }

  /** All outputs. */
  public long outputs() {
    return outputs;
  }

  /** A line for each lane, for comparing and for people. */
  public Map<String, String> lines() {
    Map<String, String> lines = new TreeMap<>();
    lanes.forEach((lane, sums) -> lines.put(lane, sums.toString()));
    return lines;
  }
}
