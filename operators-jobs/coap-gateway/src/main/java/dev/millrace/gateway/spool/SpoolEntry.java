package dev.millrace.gateway.spool;

/**
 * An entry that was appended.
 *
 * @param sequence its number; the next one's is greater
 * @param timestampMillis given with it, milliseconds since the epoch
 * @param payload not copied
 */
// The bytes are handed on; entries are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record SpoolEntry(long sequence, long timestampMillis, byte[] payload) {
  /** One that is to be appended, and gets its number then. */
  public static SpoolEntry toAppend(long timestampMillis, byte[] payload) {
    return new SpoolEntry(-1, timestampMillis, payload);
  }
}
