package dev.millrace.stream.codec;

/**
 * The wording of what can be wrong with a payload, in one place so that all formats say it alike.
 */
final class Reasons {
  private Reasons() {}

  static DecodeException truncated(String format, long at) {
    return new DecodeException(format + " is cut off at byte " + at);
  }

  static DecodeException malformed(String format, long at) {
    return new DecodeException("malformed " + format + " at byte " + at);
  }

  static DecodeException notUtf8(long at) {
    return new DecodeException("not UTF-8 at byte " + at);
  }

  static DecodeException tooDeep(long at) {
    return new DecodeException(
        "nested deeper than " + Parsers.MAXIMUM_DEPTH + " levels at byte " + at);
  }

  static DecodeException numberTooLong(long at) {
    return new DecodeException(
        "number of more than " + Parsers.MAXIMUM_DIGITS + " digits at byte " + at);
  }

  static DecodeException trailing(long at) {
    return new DecodeException("something follows the end of the value at byte " + at);
  }

  static DecodeException expected(String what, String found, long at) {
    return new DecodeException(what + " expected, found " + found + " at byte " + at);
  }

  static DecodeException duplicate(String name, long at) {
    return new DecodeException("field '" + name + "' occurs again at byte " + at);
  }

  static DecodeException duplicateName(long at) {
    return new DecodeException("a name occurs twice, at byte " + at);
  }

  static DecodeException field(String name, String wrong, long at) {
    return new DecodeException("field '" + name + "': " + wrong + " at byte " + at);
  }
}
