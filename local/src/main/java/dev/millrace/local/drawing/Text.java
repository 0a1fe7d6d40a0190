package dev.millrace.local.drawing;

/** Text, whatever is in it. */
public record Text(String text) implements Node {
  private static final char FIRST_PRINTABLE = ' ';
  private static final char REPLACEMENT = '\uFFFD';
  private static final char FIRST_NON_CHARACTER = '\uFFFE';

  @Override
  public void write(StringBuilder to) {
    escape(text, to);
  }

  /**
   * Appends a text so that a reader of HTML or XML sees just that text; what neither can hold
   * becomes the replacement character.
   */
  public static void escape(String text, StringBuilder to) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> to.append("&amp;");
        case '<' -> to.append("&lt;");
        case '>' -> to.append("&gt;");
        case '"' -> to.append("&quot;");
        case '\'' -> to.append("&#39;");
        case '\n', '\t' -> to.append(c);
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            to.append(c).append(text.charAt(++i));
          } else {
            to.append(holds(c) ? c : REPLACEMENT);
          }
        }
      }
    }
  }

  private static boolean holds(char c) {
    return c >= FIRST_PRINTABLE
        && c < FIRST_NON_CHARACTER
        && !Character.isSurrogate(c)
        && !Character.isISOControl(c);
  }
}
