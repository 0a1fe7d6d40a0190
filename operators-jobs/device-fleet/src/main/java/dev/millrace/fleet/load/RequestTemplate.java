package dev.millrace.fleet.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.network.serialization.DataSerializer;
import org.eclipse.californium.elements.util.DatagramWriter;

/**
 * A client's request, encoded once: message id and token, of four bytes, are all that changes, so
 * that making a request costs the tool next to nothing.
 */
final class RequestTemplate {
  private static final int TOKEN_LENGTH = 4;
  private static final int VERSION_BITS = 1 << 6;
  private static final int TYPE_SHIFT = 4;
  private static final int AFTER_FIRST = 2;

  private final byte firstByte;
  private final byte code;
  private final byte[] rest;

  RequestTemplate(LoadRequest request, int client) {
    this(request, client, false);
  }

  private RequestTemplate(LoadRequest request, int client, boolean observing) {
    CoAP.Type type = request.confirmable() ? CoAP.Type.CON : CoAP.Type.NON;
    firstByte = (byte) (VERSION_BITS | type.value << TYPE_SHIFT | TOKEN_LENGTH);
    code = (byte) request.method().value;
    OptionSet options = new OptionSet();
    options.setUriPath(request.path().replace("{client}", Integer.toString(client)));
    if (observing) {
      options.setObserve(0);
    }
    byte[] payload = request.payload().getBytes(StandardCharsets.UTF_8);
    if (payload.length > 0) {
      options.setContentFormat(request.contentFormat());
    }
    DatagramWriter writer = new DatagramWriter();
    DataSerializer.serializeOptionsAndPayload(writer, options, payload);
    rest = writer.toByteArray();
  }

  /** A confirmable GET that asks for notifications as well (RFC 7641 section 2). */
  static RequestTemplate observing(String path, int client) {
    return new RequestTemplate(LoadRequest.get(path), client, true);
  }

  int length() {
    return AFTER_FIRST + Short.BYTES + TOKEN_LENGTH + rest.length;
  }

  /** Writes the request into an empty buffer and makes it ready to be sent. */
  void write(ByteBuffer buffer, int messageId, int token) {
    buffer.clear();
    buffer.put(firstByte).put(code).putShort((short) messageId).putInt(token).put(rest).flip();
  }
}
