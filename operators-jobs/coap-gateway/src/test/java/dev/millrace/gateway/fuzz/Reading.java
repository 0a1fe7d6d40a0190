package dev.millrace.gateway.fuzz;

/**
 * Reads no more of a datagram than what decides how it may be answered. Written for the tests, so
 * that they do not trust the library that they test.
 */
record Reading(boolean isMessage, int type, int code, int mid, boolean isWellFormed) {
  static Reading of(byte[] datagram) {
    if (datagram.length < 4 || (datagram[0] >> 6 & 3) != 1) {
      return new Reading(false, 0, 0, 0, false);
    }
    return new Reading(
        true,
        datagram[0] >> 4 & 3,
        datagram[1] & 0xFF,
        (datagram[2] & 0xFF) << 8 | (datagram[3] & 0xFF),
        isWellFormed(datagram));
  }

  boolean isConfirmable() {
    return isMessage && type == 0;
  }

  boolean isRequest() {
    return isMessage && type <= 1 && code > 0 && code < 0x20;
  }

  /** RFC 7252 section 3: token, options one after the other, and a payload behind its marker. */
  private static boolean isWellFormed(byte[] datagram) {
    int token = datagram[0] & 15;
    int at = 4 + token;
    if (datagram[1] == 0 && datagram.length > 4) {
      return false;
    }
    if (token > 8 || at > datagram.length) {
      return false;
    }
    while (at < datagram.length) {
      int head = datagram[at++] & 0xFF;
      if (head == 0xFF) {
        return at < datagram.length;
      }
      int delta = head >> 4;
      int length = head & 15;
      if (delta == 15 || length == 15) {
        return false;
      }
      at += extension(delta);
      int extended = extension(length);
      if (at + extended > datagram.length) {
        return false;
      }
      int value =
          switch (extended) {
            case 1 -> 13 + (datagram[at] & 0xFF);
            case 2 -> 269 + ((datagram[at] & 0xFF) << 8 | (datagram[at + 1] & 0xFF));
            default -> length;
          };
      at += extended + value;
    }
    return at == datagram.length;
  }

  private static int extension(int nibble) {
    return nibble < 13 ? 0 : nibble - 12;
  }
}
