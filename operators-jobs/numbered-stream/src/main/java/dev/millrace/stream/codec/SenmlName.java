package dev.millrace.stream.codec;

/** Resolved names of SenML records (RFC 8428 section 4.5.1). */
final class SenmlName {
  private SenmlName() {}

  /**
   * Whether the name is not empty, starts with a letter or digit, and has no other characters than
   * allowed.
   */
  static boolean isValid(String name) {
    if (name.isEmpty() || !isLetterOrDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      if (!isLetterOrDigit(name.charAt(i)) && "-:./_".indexOf(name.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** What follows the last colon or slash. */
  static String lastSegment(String name) {
    return name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
  }

  private static boolean isLetterOrDigit(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9');
  }
}
