package dev.millrace.local.progress;

import dev.millrace.local.report.migration.Figures;
import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class Texts {
  private static final long SECOND_MICROS = 1_000_000;
  private static final long MILLI_MICROS = 1_000;

  private Texts() {}

  /** {@code 48,211}. */
  static String count(long number) {
    return Figures.count(number);
  }

  /** Without decimals from ten on. */
  static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
  }

  /** {@code 850 µs}, {@code 1.9 ms}, {@code 11 ms}, {@code 2.4 s}. */
  static String micros(long micros) {
    if (micros < MILLI_MICROS) {
      return micros + " µs";
    }
    if (micros < SECOND_MICROS) {
      double millis = micros / (double) MILLI_MICROS;
      return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }
    return String.format(Locale.ROOT, "%.1f s", micros / (double) SECOND_MICROS);
  }

  /** A text without line breaks, escapes and whatever else a terminal might obey. */
  static String oneLine(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
  }

  /** {@code 00:23}, or {@code 1:00:23} from an hour on. */
  static String clock(Duration duration) {
    return duration.toHours() > 0
        ? String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            duration.toHours(),
            duration.toMinutesPart(),
            duration.toSecondsPart())
        : String.format(
            Locale.ROOT, "%02d:%02d", duration.toMinutesPart(), duration.toSecondsPart());
  }
}
