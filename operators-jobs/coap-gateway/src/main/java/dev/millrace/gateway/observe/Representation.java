package dev.millrace.gateway.observe;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The newest record of a key. Each record that is read makes one of its own. Immutable. */
public final class Representation implements SubjectState {
  /** The record carries no content format. */
  static final int NO_FORMAT = -1;

  private final int format;
  private final byte[] payload;
  private final long offset;

  /**
   * @param format number of the Content-Format, or {@link #NO_FORMAT}
   * @param payload not copied
   * @param offset of the record in its partition
   */
  Representation(int format, byte[] payload, long offset) {
    this.format = format;
    this.payload = payload;
    this.offset = offset;
  }

  /** The number of the Content-Format; {@code fallback} if the record carries none. */
  public int format(int fallback) {
    return format == NO_FORMAT ? fallback : format;
  }

  byte[] payload() {
    return payload;
  }

  long offset() {
    return offset;
  }

  /**
   * The entity tag (RFC 7252 section 5.10.6): from content and offset, so that it is the same at
   * every gateway, and another one if a topic that was made anew has other content at the offset.
   */
  byte[] etag() {
    CRC32C content = new CRC32C();
    content.update(payload);
    return ByteBuffer.allocate(2 * Integer.BYTES)
        .putInt((int) content.getValue())
        .putInt((int) offset)
        .array();
  }
}
