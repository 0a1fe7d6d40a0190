package dev.millrace.local.report.page;

/** A piece of a page, well-formed by construction. */
sealed interface Node permits Element, Text, Style {
  /** Appends its markup. */
  void write(StringBuilder to);
}
