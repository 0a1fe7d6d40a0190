package dev.millrace.local.progress;

import java.io.PrintStream;
import java.time.Duration;

/** The forms in which progress can be shown. */
public enum ProgressForm {
  /** A table that is drawn again in place. */
  TERMINAL,
  /** Lines. */
  LINES,
  /** JSON, an object a line. */
  JSON;

  /** A form of text that suits the process' output: a table only in a terminal. */
  public static ProgressForm text() {
    return Terminal.isOutput() ? TERMINAL : LINES;
  }

  /**
   * Shows progress in this form.
   *
   * @param title what is run
   * @param duration how long it will; null if that is open
   */
  public Progress open(PrintStream out, String title, Duration duration) {
    return switch (this) {
      case TERMINAL -> new TerminalProgress(out, title, duration, Terminal::width);
      case LINES -> new LineProgress(out, title, duration);
      case JSON -> new JsonProgress(out);
    };
  }
}
