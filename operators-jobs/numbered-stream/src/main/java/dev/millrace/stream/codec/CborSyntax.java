package dev.millrace.stream.codec;

/**
 * Well-formedness of a CBOR payload (RFC 8949 section 5.3.1 and appendix C): exactly one data item,
 * nothing after it, nesting within the limit, every text string valid UTF-8. It runs before the
 * streaming parser, so that what is refused does not hang on how lenient a parser is.
 */
final class CborSyntax {
  private static final int INDEFINITE = 31;
  private static final int BREAK = 0xff;

  private final byte[] bytes;
  private int at;

  private CborSyntax(byte[] bytes) {
    this.bytes = bytes;
  }

  static void check(byte[] payload) throws DecodeException {
    CborSyntax syntax = new CborSyntax(payload);
    syntax.item(0);
    if (syntax.at < payload.length) {
      throw Reasons.trailing(syntax.at);
    }
  }

  private void item(int depth) throws DecodeException {
    int start = at;
    int initial = next();
    int information = initial & 0x1f;
    if (information == INDEFINITE) {
      indefinite(initial >> 5, start, depth);
    } else {
      definite(initial >> 5, argument(information, start), start, depth);
    }
  }

  private void definite(int majorType, long argument, int start, int depth) throws DecodeException {
    switch (majorType) {
      case 0, 1 -> {}
      case 2 -> skip(argument);
      case 3 -> text(argument, start);
      case 4 -> items(argument, 1, start, depth);
      case 5 -> items(argument, 2, start, depth);
      case 6 -> items(1, 1, start, depth);
      default -> simple(argument, start);
    }
  }

  private void indefinite(int majorType, int start, int depth) throws DecodeException {
    switch (majorType) {
      case 2, 3 -> chunks(majorType);
      case 4, 5 -> {
        enter(start, depth);
        while (!atBreak()) {
          item(depth + 1);
          if (majorType == 5) {
            item(depth + 1);
          }
        }
      }
      default -> throw malformed(start);
    }
  }

  /**
   * The count is an unsigned 64-bit number; a wrong one ends at the payload's end, as every item
   * has a byte.
   */
  private void items(long count, int each, int start, int depth) throws DecodeException {
    enter(start, depth);
    for (long i = 0; i != count; i++) {
      for (int j = 0; j < each; j++) {
        item(depth + 1);
      }
    }
  }

  private void chunks(int majorType) throws DecodeException {
    while (!atBreak()) {
      int start = at;
      int initial = next();
      if (initial >> 5 != majorType || (initial & 0x1f) == INDEFINITE) {
        throw malformed(start);
      }
      definite(majorType, argument(initial & 0x1f, start), start, 0);
    }
  }

  private void text(long length, int start) throws DecodeException {
    int from = at;
    skip(length);
    if (Utf8.firstInvalid(bytes, from, at) >= 0) {
      throw Reasons.notUtf8(start);
    }
  }

  private void simple(long argument, int start) throws DecodeException {
    boolean twoBytes = at - start == 2;
    if (twoBytes && argument < 32) {
      throw malformed(start);
    }
  }

  private void enter(int start, int depth) throws DecodeException {
    if (depth >= Parsers.MAXIMUM_DEPTH) {
      throw Reasons.tooDeep(start);
    }
  }

  private boolean atBreak() throws DecodeException {
    if (at == bytes.length) {
      throw truncated();
    }
    if ((bytes[at] & 0xff) != BREAK) {
      return false;
    }
    at++;
    return true;
  }

  private long argument(int information, int start) throws DecodeException {
    if (information < 24) {
      return information;
    }
    if (information > 27) {
      throw malformed(start);
    }
    long value = 0;
    for (int i = 1 << (information - 24); i > 0; i--) {
      value = value << 8 | next();
    }
    return value;
  }

  private void skip(long length) throws DecodeException {
    if (Long.compareUnsigned(length, bytes.length - at) > 0) {
      throw truncated();
    }
    at += (int) length;
  }

  private int next() throws DecodeException {
    if (at == bytes.length) {
      throw truncated();
    }
    return bytes[at++] & 0xff;
  }

  private DecodeException truncated() {
    return Reasons.truncated("CBOR", bytes.length);
  }

  private static DecodeException malformed(int at) {
    return Reasons.malformed("CBOR", at);
  }
}
