package dev.millrace.local.report.page;

/** Where things are in every drawing, so that the same time stands at the same place in all. */
final class Frame {
  static final double WIDTH = 920;

  /** Where time begins; left of it are the names of rows and the figures of axes. */
  static final double LEFT = 112;

  /** Where time ends; right of it is room for labels. */
  static final double RIGHT = 844;

  /** Between a label and what it names. */
  static final double SPACE = 10;

  /** Height of a time axis with its labels. */
  static final double AXIS = 26;

  /** From the top of a line of text to its base line. */
  static final double BASELINE = 4;

  private Frame() {}
}
