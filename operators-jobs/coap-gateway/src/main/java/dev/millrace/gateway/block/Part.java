package dev.millrace.gateway.block;

/**
 * One block of a body (RFC 7959 section 2.2).
 *
 * @param offset where it begins in the body
 * @param blockSize what the option says; every block but the last has to be as long
 * @param more whether others follow
 * @param format content format of the whole body; -1 if none was said
 * @param announced length of the whole body, as a hint (Size1); 0 if none was said
 */
// Nobody compares parts.
@SuppressWarnings("ArrayRecordComponent")
public record Part(
    int offset, int blockSize, boolean more, int format, int announced, byte[] bytes) {
  /** Whether it is as long as it has to be. */
  boolean isWellFormed() {
    return more ? bytes.length == blockSize : bytes.length <= blockSize;
  }

  int end() {
    return offset + bytes.length;
  }
}
