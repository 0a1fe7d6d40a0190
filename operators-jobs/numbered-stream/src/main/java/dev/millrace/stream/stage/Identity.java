package dev.millrace.stream.stage;

import java.nio.charset.StandardCharsets;

/**
 * Output identity: what makes a repeat recognisable. Written to the header {@link
 * RecordHeader#IDENTITY} as <code>stage/generation/partition/sn/index</code>.
 *
 * @param stage <code>pipeline.stage</code>
 * @param generation of the stage's birth; a new birth counts serial numbers from 1 again
 * @param partition of the input log
 * @param sn serial number of the record that caused the output
 * @param index among that serial number's outputs, from 0
 */
public record Identity(String stage, int generation, int partition, long sn, int index) {

  /** The header's bytes. */
  public byte[] toBytes() {
    return header(prefix(stage, generation, partition), sn, index);
  }

  /** What all headers of one writer have in common; for {@link #header}. */
  public static String prefix(String stage, int generation, int partition) {
    return stage + '/' + generation + '/' + partition + '/';
  }

  /** The header's bytes, for a caller that keeps the {@linkplain #prefix prefix}. */
  public static byte[] header(String prefix, long sn, int index) {
    return (prefix + sn + '/' + index).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads a header.
   *
   * @throws IllegalArgumentException if it is not an identity
   */
  public static Identity parse(byte[] header) {
    int[] slash = new int[4];
    int found = 4;
    for (int i = header.length - 1; i >= 0 && found > 0; i--) {
      if (header[i] == '/') {
        slash[--found] = i;
      }
    }
    if (found > 0 || slash[0] == 0) {
      throw malformed(header);
    }
    return new Identity(
        new String(header, 0, slash[0], StandardCharsets.US_ASCII),
        Math.toIntExact(number(header, slash[0] + 1, slash[1])),
        Math.toIntExact(number(header, slash[1] + 1, slash[2])),
        number(header, slash[2] + 1, slash[3]),
        Math.toIntExact(number(header, slash[3] + 1, header.length)));
  }

  /** Order of identities of one stage and partition: generation, then serial number, then index. */
  public int compareInPartition(Identity other) {
    int order = Integer.compare(generation, other.generation);
    order = order != 0 ? order : Long.compare(sn, other.sn);
    return order != 0 ? order : Integer.compare(index, other.index);
  }

  private static long number(byte[] header, int from, int to) {
    if (from == to || to - from > 18) {
      throw malformed(header);
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = header[i] - '0';
      if (digit < 0 || digit > 9) {
        throw malformed(header);
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static IllegalArgumentException malformed(byte[] header) {
    return new IllegalArgumentException(
        "not an output identity (stage/generation/partition/sn/index): '"
            + new String(header, StandardCharsets.US_ASCII)
            + "'");
  }
}
