package dev.millrace.controllog;

import java.nio.charset.StandardCharsets;

/**
 * What a record of the control log is about; {@code stage/partition} as the key of the record.
 *
 * @param stage as in output identities
 * @param partition of the stage's input log
 */
record ControlKey(String stage, int partition) {
  private static final char SEPARATOR = '/';

  ControlKey {
    if (stage.isEmpty() || partition < 0) {
      throw new IllegalArgumentException("no stage and partition: " + stage + " " + partition);
    }
  }

  byte[] toBytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what {@link #toBytes} wrote; null if it is nothing of the kind. */
  static ControlKey fromBytes(byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int separator = text.lastIndexOf(SEPARATOR);
    if (separator <= 0) {
      return null;
    }
    try {
      int partition = Integer.parseInt(text.substring(separator + 1));
      return partition < 0 ? null : new ControlKey(text.substring(0, separator), partition);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return stage + SEPARATOR + partition;
  }
}
