package dev.millrace.stream.step;

/** The order of strings in expressions: by code point, not by UTF-16 code unit. */
final class CodePointOrder {
  private CodePointOrder() {}

  static int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // Surrogates stand for code points beyond all of the others, yet they are not the greatest.
        boolean aIsHigher = Character.isSurrogate(a);
        boolean bIsHigher = Character.isSurrogate(b);
        return aIsHigher == bIsHigher ? Character.compare(a, b) : aIsHigher ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
