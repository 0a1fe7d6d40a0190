package dev.millrace.local.progress;

import java.io.PrintStream;
import java.util.List;

/**
 * Lines at the bottom of a terminal that are drawn again and again in the same place. Each drawing
 * is one write, and lines are cut at the terminal's width, so nothing flickers or wraps.
 */
final class Screen {
  private static final String ESCAPE = "\u001b[";
  private static final String HIDE_CURSOR = ESCAPE + "?25l";
  private static final String SHOW_CURSOR = ESCAPE + "?25h";
  private static final String NO_WRAP = ESCAPE + "?7l";
  private static final String WRAP = ESCAPE + "?7h";
  private static final String CLEAR_TO_END_OF_LINE = ESCAPE + "K";
  private static final String CLEAR_BELOW = ESCAPE + "J";

  private final PrintStream out;
  private int drawn;

  Screen(PrintStream out) {
    this.out = out;
  }

  /** Draws lines over those that were drawn last. */
  void draw(List<String> lines, int width) {
    StringBuilder text = new StringBuilder(HIDE_CURSOR + NO_WRAP);
    up(text);
    for (String line : lines) {
      text.append(cut(line, width)).append(CLEAR_TO_END_OF_LINE).append('\n');
    }
    text.append(CLEAR_BELOW + WRAP);
    out.print(text);
    out.flush();
    drawn = lines.size();
  }

  /** Leaves what was drawn last where it is, and gives the terminal back. */
  void release() {
    out.print(WRAP + SHOW_CURSOR);
    out.flush();
    drawn = 0;
  }

  private void up(StringBuilder text) {
    if (drawn > 0) {
      text.append(ESCAPE).append(drawn).append("A\r");
    }
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }
}
