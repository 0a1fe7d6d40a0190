package dev.millrace.local.report.migration;

import java.util.Locale;

/** Figures as people read them, alike in every locale. */
public final class Figures {
  private static final double SECOND_MILLIS = 1_000;
  private static final double MINUTE_MILLIS = 60_000;
  private static final double SHORT_FROM = 100;
  private static final long MINUTE = 60;
  private static final double KILO = 1_000;
  private static final String[] BYTE_UNITS = {"kB", "MB", "GB", "TB"};

  private Figures() {}

  /** {@code 48,211}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 0.85 ms}, {@code 9 ms}, {@code 9.4 ms}, {@code 250 ms}, {@code 2.4 s}. */
  public static String millis(double millis) {
    if (millis > 0 && millis < 1) {
      return String.format(Locale.ROOT, "%.2f ms", millis);
    }
    if (millis < SECOND_MILLIS) {
      return brief(millis) + " ms";
    }
    if (millis < MINUTE_MILLIS) {
      return brief(millis / SECOND_MILLIS) + " s";
    }
    long seconds = Math.round(millis / SECOND_MILLIS);
    return String.format(Locale.ROOT, "%,d min %02d s", seconds / MINUTE, seconds % MINUTE);
  }

  /** As above; {@code 30 s}. */
  public static String millis(long millis) {
    return millis((double) millis);
  }

  /** With one decimal, for columns that name the unit: {@code 9.0}, {@code 1,250.4}. */
  public static String tenths(double number) {
    return String.format(Locale.ROOT, "%,.1f", number);
  }

  /** {@code 512 B}, {@code 1.2 MB}, in powers of a thousand. */
  public static String bytes(long bytes) {
    if (bytes < KILO) {
      return bytes + " B";
    }
    double scaled = bytes / KILO;
    int unit = 0;
    while (scaled >= KILO && unit < BYTE_UNITS.length - 1) {
      scaled /= KILO;
      unit++;
    }
    return brief(scaled) + " " + BYTE_UNITS[unit];
  }

  /** With one decimal, unless that is zero or the number is large. */
  private static String brief(double number) {
    String text = String.format(Locale.ROOT, number < SHORT_FROM ? "%.1f" : "%.0f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
