package dev.millrace.local.progress;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The width of the terminal that the process runs in. Java has no call for it. */
final class TerminalWidth {
  private static final int USUAL = 80;
  private static final int LEAST = 20;
  private static final long TIMEOUT_MILLIS = 500;

  private TerminalWidth() {}

  /** The width now; 80 if it cannot be found out. */
  static int now() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
        stty.destroyForcibly();
        return USUAL;
      }
      String[] size =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ");
      int width = size.length == 2 ? Integer.parseInt(size[1]) : USUAL;
      return width < LEAST ? USUAL : width;
    } catch (IOException | NumberFormatException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }
}
