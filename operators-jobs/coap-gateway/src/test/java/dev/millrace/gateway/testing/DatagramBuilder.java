package dev.millrace.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes CoAP messages with any options (RFC 7252 section 3.1), also such as no library would. */
public final class DatagramBuilder {
  public static final int URI_PATH = 11;
  public static final int CONTENT_FORMAT = 12;
  public static final int BLOCK2 = 23;
  public static final int BLOCK1 = 27;
  public static final int SIZE1 = 60;

  private static final int ONE_BYTE = 13;
  private static final int TWO_BYTES = 14;
  private static final int FROM_TWO_BYTES = 269;

  private final int type;
  private final int code;
  private final int mid;
  private final SortedMap<Integer, List<byte[]>> options = new TreeMap<>();
  private byte[] token = {};
  private byte[] payload = {};

  private DatagramBuilder(int type, int code, int mid) {
    this.type = type;
    this.code = code;
    this.mid = mid;
  }

  /** A confirmable POST. */
  public static DatagramBuilder post(int mid, String path) {
    return message(Datagram.CON, Datagram.POST, mid).path(path);
  }

  public static DatagramBuilder message(int type, int code, int mid) {
    return new DatagramBuilder(type, code, mid);
  }

  public DatagramBuilder path(String path) {
    for (String segment : path.substring(1).split("/", -1)) {
      option(URI_PATH, segment.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  public DatagramBuilder token(byte... bytes) {
    token = bytes;
    return this;
  }

  public DatagramBuilder option(int number, byte[] value) {
    options.computeIfAbsent(number, key -> new ArrayList<>()).add(value);
    return this;
  }

  /** An option whose value is a number, without leading zeros. */
  public DatagramBuilder option(int number, int value) {
    int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 7) / 8;
    byte[] written = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      written[i] = (byte) (value >> 8 * (bytes - 1 - i));
    }
    return option(number, written);
  }

  /**
   * A Block1 or Block2 option (RFC 7959 section 2.2).
   *
   * @param exponent 0 for blocks of 16 bytes, 6 for 1,024
   */
  public DatagramBuilder block(int option, int number, boolean more, int exponent) {
    return option(option, number << 4 | (more ? 8 : 0) | exponent);
  }

  public DatagramBuilder payload(byte[] bytes) {
    payload = bytes;
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x40 | type << 4 | token.length);
    out.write(code);
    out.write(mid >> 8);
    out.write(mid);
    out.writeBytes(token);
    int last = 0;
    for (var option : options.entrySet()) {
      for (byte[] value : option.getValue()) {
        write(out, option.getKey() - last, value);
        last = option.getKey();
      }
    }
    if (payload.length > 0) {
      out.write(0xFF);
      out.writeBytes(payload);
    }
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, int delta, byte[] value) {
    out.write(nibble(delta) << 4 | nibble(value.length));
    extend(out, delta);
    extend(out, value.length);
    out.writeBytes(value);
  }

  private static int nibble(int value) {
    return value < ONE_BYTE ? value : value < FROM_TWO_BYTES ? ONE_BYTE : TWO_BYTES;
  }

  private static void extend(ByteArrayOutputStream out, int value) {
    if (value >= FROM_TWO_BYTES) {
      out.write(value - FROM_TWO_BYTES >> 8);
      out.write(value - FROM_TWO_BYTES);
    } else if (value >= ONE_BYTE) {
      out.write(value - ONE_BYTE);
    }
  }
}
