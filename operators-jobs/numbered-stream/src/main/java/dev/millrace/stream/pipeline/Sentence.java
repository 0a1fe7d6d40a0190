package dev.millrace.stream.pipeline;

/** Messages of other parts, made to stand in one line with a hint. */
final class Sentence {
  private Sentence() {}

  /** The text with a full stop, unless it ends in a mark already. */
  static String of(String text) {
    boolean ends = text.endsWith(".") || text.endsWith("?") || text.endsWith("!");
    return ends || text.isEmpty() ? text : text + ".";
  }
}
