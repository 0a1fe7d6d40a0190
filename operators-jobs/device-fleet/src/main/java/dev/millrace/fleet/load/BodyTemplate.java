package dev.millrace.fleet.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.OptionNumberRegistry;
import org.eclipse.californium.core.coap.OptionSet;
import org.eclipse.californium.core.network.serialization.DataSerializer;
import org.eclipse.californium.elements.util.Bytes;
import org.eclipse.californium.elements.util.DatagramWriter;

/** The confirmable messages of one client for its bodies, made of parts that are encoded once. */
final class BodyTemplate {
  private static final byte CON_WITH_FOUR_BYTES_OF_TOKEN = 0x44;
  private static final byte PAYLOAD_MARKER = (byte) 0xff;
  private static final int LARGEST_ONE_NIBBLE = 12;
  private static final int VALUE_BYTES = 3;

  private final BodyRequest request;
  private final byte[] options;
  private final int lastOption;
  private final byte[] body;

  BodyTemplate(BodyRequest request, int client) {
    this.request = request;
    OptionSet before = new OptionSet();
    before.setUriPath(request.path().replace("{client}", Integer.toString(client)));
    body = new byte[request.isUpload() ? request.bodyBytes() : 0];
    Arrays.fill(body, (byte) 'x');
    if (request.isUpload()) {
      before.setContentFormat(MediaTypeRegistry.APPLICATION_OCTET_STREAM);
    }
    lastOption =
        request.isUpload() ? OptionNumberRegistry.CONTENT_FORMAT : OptionNumberRegistry.URI_PATH;
    DatagramWriter writer = new DatagramWriter();
    DataSerializer.serializeOptionsAndPayload(writer, before, Bytes.EMPTY);
    options = writer.toByteArray();
  }

  /** As long as a message can be. */
  int length() {
    return Long.BYTES + options.length + 2 + VALUE_BYTES + 1 + request.blockBytes();
  }

  /** Writes a message into an empty buffer and makes it ready to be sent. */
  void write(ByteBuffer buffer, int messageId, int token, int number, int blockBytes) {
    int begin = number * blockBytes;
    int end = Math.min(body.length, begin + blockBytes);
    boolean more = request.isUpload() && end < body.length;
    buffer.clear();
    buffer.put(CON_WITH_FOUR_BYTES_OF_TOKEN).put((byte) request.method().value);
    buffer.putShort((short) messageId).putInt(token).put(options);
    option(buffer, new Block(number, more, blockBytes).value());
    if (request.isUpload()) {
      buffer.put(PAYLOAD_MARKER).put(body, begin, end - begin);
    }
    buffer.flip();
  }

  private void option(ByteBuffer buffer, int value) {
    int delta = (request.isUpload() ? MessageOptions.BLOCK1 : MessageOptions.BLOCK2) - lastOption;
    int length = (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 7) / Byte.SIZE;
    int nibble = Math.min(delta, LARGEST_ONE_NIBBLE + 1);
    buffer.put((byte) (nibble << 4 | length));
    if (nibble > LARGEST_ONE_NIBBLE) {
      buffer.put((byte) (delta - nibble));
    }
    for (int left = length - 1; left >= 0; left--) {
      buffer.put((byte) (value >> left * Byte.SIZE));
    }
  }
}
