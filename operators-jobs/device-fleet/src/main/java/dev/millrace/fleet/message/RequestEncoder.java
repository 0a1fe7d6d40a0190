package dev.millrace.fleet.message;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.network.serialization.DataSerializer;
import org.eclipse.californium.elements.util.DatagramWriter;

/**
 * Writes one device's requests. They differ in Message ID, token and payload only, so the options
 * are encoded once, by Californium.
 */
public final class RequestEncoder {
  private static final int HEADER_LENGTH = 4;
  private static final int VERSION_BITS = 1 << 6;
  private static final int TYPE_SHIFT = 4;
  private static final byte PAYLOAD_MARKER = (byte) 0xff;

  private final int firstByte;
  private final int code;
  private final byte[] options;

  /**
   * An encoder for one path.
   *
   * @param path the decoded segments of the path, in order
   * @param contentFormat registered number of the payload's media type
   */
  public RequestEncoder(
      CoAP.Code method, boolean confirmable, List<String> path, int contentFormat) {
    CoAP.Type type = confirmable ? CoAP.Type.CON : CoAP.Type.NON;
    this.firstByte = VERSION_BITS | type.value << TYPE_SHIFT | Long.BYTES;
    this.code = method.value;
    OptionSet set = new OptionSet();
    path.forEach(set::addUriPath);
    set.setContentFormat(contentFormat);
    DatagramWriter writer = new DatagramWriter();
    DataSerializer.serializeOptionsAndPayload(writer, set, null);
    this.options = writer.toByteArray();
  }

  /** The datagram with this Message ID, token and non-empty payload. */
  public byte[] encode(int messageId, long token, byte[] payload) {
    return ByteBuffer.allocate(HEADER_LENGTH + Long.BYTES + options.length + 1 + payload.length)
        .put((byte) firstByte)
        .put((byte) code)
        .putShort((short) messageId)
        .putLong(token)
        .put(options)
        .put(PAYLOAD_MARKER)
        .put(payload)
        .array();
  }
}
