package dev.millrace.local.progress;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The terminal that the process runs in, as the system's own tools see it: Java has no call for the
 * width, and none that tells reliably whether standard output is a terminal.
 */
final class Terminal {
  private static final int USUAL_WIDTH = 80;
  private static final int LEAST_WIDTH = 20;
  private static final long TIMEOUT_MILLIS = 500;

  private Terminal() {}

  /** Whether standard output is a terminal that can be drawn on. */
  static boolean isOutput() {
    String kind = System.getenv("TERM");
    if (kind == null || kind.equals("dumb")) {
      return false;
    }
    try {
      Process test = new ProcessBuilder("test", "-t", "1").redirectOutput(Redirect.INHERIT).start();
      return ended(test) && test.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The width now; 80 if it cannot be found out. */
  static int width() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(Redirect.DISCARD)
              .start();
      if (!ended(stty)) {
        return USUAL_WIDTH;
      }
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      List<String> rowsAndColumns = Splitter.on(' ').splitToList(size.strip());
      int width = rowsAndColumns.size() == 2 ? Integer.parseInt(rowsAndColumns.get(1)) : 0;
      return width < LEAST_WIDTH ? USUAL_WIDTH : width;
    } catch (IOException | NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }

  private static boolean ended(Process process) {
    try {
      if (process.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }
}
