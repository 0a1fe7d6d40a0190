package dev.millrace.local.bench;

import dev.millrace.api.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The records of the stage benchmarks: readings of many devices as JSON of about 70 bytes in a
 * topic of {@value #PARTITIONS} partitions.
 */
final class Workload {
  static final int PARTITIONS = 8;

  /**
   * With this length and {@link #timestamp}, 10,000 devices give an output for every five records.
   */
  static final String WINDOW = "10s";

  static final Map<String, FieldType> FIELDS = fields();

  /** The field with the nanosecond of sending. */
  static final String STAMP = "sent";

  /** Position of the field {@code level} in {@link #FIELDS}. */
  static final int LEVEL = 1;

  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final int RECORDS_PER_MILLI = 5;
  private static final int LEVELS = 1000;
  private static final int DEGREES = 40;
  private static final byte[] STAMP_NAME =
      ("\"" + STAMP + "\":").getBytes(StandardCharsets.US_ASCII);

  private Workload() {}

  static byte[] key(int device) {
    return String.format(Locale.ROOT, "d%07d", device).getBytes(StandardCharsets.US_ASCII);
  }

  /** The partition of a device: all have the same share. */
  static int partition(int device) {
    return device % PARTITIONS;
  }

  /**
   * The value of a record.
   *
   * @param sent the stamp that {@link #stamp} finds in the output of a {@code running} stage
   */
  static byte[] value(long number, long sent) {
    return ("{\"celsius\":"
            + number % DEGREES
            + ".5,\"level\":"
            + number % LEVELS
            + ",\""
            + STAMP
            + "\":"
            + sent
            + ",\"unit\":\"C\"}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Event time of a record, in milliseconds. */
  static long timestamp(long number) {
    return START_MILLIS + number / RECORDS_PER_MILLI;
  }

  /**
   * The stamp in a value.
   *
   * @throws IllegalArgumentException if there is none
   */
  static long stamp(byte[] value) {
    for (int i = 0; i + STAMP_NAME.length < value.length; i++) {
      if (value[i] == '"' && startsWithStamp(value, i)) {
        return digits(value, i + STAMP_NAME.length);
      }
    }
    throw new IllegalArgumentException(
        "no stamp in " + new String(value, StandardCharsets.US_ASCII));
  }

  private static boolean startsWithStamp(byte[] value, int at) {
    for (int i = 0; i < STAMP_NAME.length; i++) {
      if (value[at + i] != STAMP_NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private static long digits(byte[] value, int from) {
    long number = 0;
    for (int i = from; i < value.length && value[i] >= '0' && value[i] <= '9'; i++) {
      number = number * 10 + (value[i] - '0');
    }
    return number;
  }

  private static Map<String, FieldType> fields() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("celsius", FieldType.DOUBLE);
    fields.put("level", FieldType.INT);
    fields.put(STAMP, FieldType.INT);
    fields.put("unit", FieldType.STRING);
    return fields;
  }
}
