package dev.millrace.local.drawing;

/** A piece of a page, well-formed by construction. */
public sealed interface Node permits Element, Text, Style {
  /** Appends its markup. */
  void write(StringBuilder to);
}
