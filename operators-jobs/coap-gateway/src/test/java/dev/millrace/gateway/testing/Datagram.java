package dev.millrace.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A CoAP message made and read by hand (RFC 7252 section 3), so that tests of the wire do not trust
 * the library that they test.
 *
 * @param code class and detail, {@code 0x02} for POST, {@code 0x44} for 2.04
 * @param options by number; a repeated option is not represented
 */
// Tests compare the parts.
@SuppressWarnings("ArrayRecordComponent")
public record Datagram(
    int type, int code, int mid, byte[] token, Map<Integer, byte[]> options, byte[] payload) {
  public static final int CON = 0;
  public static final int NON = 1;
  public static final int ACK = 2;
  public static final int RST = 3;
  public static final int GET = 0x01;
  public static final int POST = 0x02;
  public static final int OBSERVE = 6;

  private static final int PAYLOAD_MARKER = 0xFF;

  /** A request with a path and, unless negative, a content format. */
  public static byte[] request(
      int type, int code, int mid, byte[] token, String path, int format, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x40 | type << 4 | token.length);
    out.write(code);
    out.write(mid >> 8);
    out.write(mid);
    out.writeBytes(token);
    int last = 0;
    for (String segment : path.substring(1).split("/", -1)) {
      option(out, 11 - last, segment.getBytes(StandardCharsets.UTF_8));
      last = 11;
    }
    if (format >= 0) {
      option(out, 12 - last, new byte[] {(byte) format});
    }
    if (payload.length > 0) {
      out.write(PAYLOAD_MARKER);
      out.writeBytes(payload);
    }
    return out.toByteArray();
  }

  /** A confirmable POST of a JSON text. */
  public static byte[] post(int mid, int token, String path, String json) {
    return request(
        CON,
        POST,
        mid,
        new byte[] {(byte) (token >> 8), (byte) token},
        path,
        50,
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** A GET; {@code observe} is the value of the Observe option, negative for none. */
  public static byte[] get(int type, int mid, int token, String path, int observe) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x40 | type << 4 | 2);
    out.write(GET);
    out.write(mid >> 8);
    out.write(mid);
    out.write(token >> 8);
    out.write(token);
    int last = 0;
    if (observe >= 0) {
      option(out, OBSERVE, observe == 0 ? new byte[0] : new byte[] {(byte) observe});
      last = OBSERVE;
    }
    for (String segment : path.substring(1).split("/", -1)) {
      option(out, 11 - last, segment.getBytes(StandardCharsets.UTF_8));
      last = 11;
    }
    return out.toByteArray();
  }

  /** An acknowledgement of a request with the answer to it. */
  public static byte[] answer(Datagram request, int code, String payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x40 | ACK << 4 | request.token().length);
    out.write(code);
    out.write(request.mid() >> 8);
    out.write(request.mid());
    out.writeBytes(request.token());
    if (!payload.isEmpty()) {
      out.write(PAYLOAD_MARKER);
      out.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  /** An empty message, such as an acknowledgement. */
  public static byte[] empty(int type, int mid) {
    return new byte[] {(byte) (0x40 | type << 4), 0, (byte) (mid >> 8), (byte) mid};
  }

  private static void option(ByteArrayOutputStream out, int delta, byte[] value) {
    int nibble = Math.min(value.length, 13);
    out.write(delta << 4 | nibble);
    if (nibble == 13) {
      out.write(value.length - 13);
    }
    out.writeBytes(value);
  }

  /** Reads a message. */
  public static Datagram read(byte[] bytes) {
    int tokenLength = bytes[0] & 0x0F;
    int position = 4 + tokenLength;
    Map<Integer, byte[]> options = new TreeMap<>();
    int number = 0;
    while (position < bytes.length && (bytes[position] & 0xFF) != PAYLOAD_MARKER) {
      int head = bytes[position++] & 0xFF;
      int[] delta = extended(bytes, position, head >> 4);
      int[] length = extended(bytes, position + delta[1], head & 0x0F);
      position += delta[1] + length[1];
      number += delta[0];
      options.put(number, Arrays.copyOfRange(bytes, position, position + length[0]));
      position += length[0];
    }
    byte[] payload =
        position < bytes.length
            ? Arrays.copyOfRange(bytes, position + 1, bytes.length)
            : new byte[0];
    return new Datagram(
        bytes[0] >> 4 & 0x03,
        bytes[1] & 0xFF,
        (bytes[2] & 0xFF) << 8 | (bytes[3] & 0xFF),
        Arrays.copyOfRange(bytes, 4, 4 + tokenLength),
        options,
        payload);
  }

  /** The value of an option's nibble and how many bytes more it took. */
  private static int[] extended(byte[] bytes, int position, int nibble) {
    return switch (nibble) {
      case 13 -> new int[] {(bytes[position] & 0xFF) + 13, 1};
      case 14 ->
          new int[] {((bytes[position] & 0xFF) << 8 | (bytes[position + 1] & 0xFF)) + 269, 2};
      default -> new int[] {nibble, 0};
    };
  }

  /** An option's value as a number, -1 if it is not there. */
  public long number(int option) {
    byte[] value = options.get(option);
    if (value == null) {
      return -1;
    }
    return value.length == 0 ? 0 : Long.parseLong(HexFormat.of().formatHex(value), 16);
  }

  /** The code as {@code 2.04}. */
  public String codeText() {
    return "%d.%02d".formatted(code >> 5, code & 0x1F);
  }

  public String payloadText() {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
