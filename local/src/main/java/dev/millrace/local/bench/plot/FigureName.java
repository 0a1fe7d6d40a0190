package dev.millrace.local.bench.plot;

import java.util.Locale;
import java.util.Map;

/** Names of figures for people: {@code gapP99Millis} is "gap p99, ms". */
public final class FigureName {
  private static final Map<String, String> UNITS =
      Map.of("Millis", "ms", "Nanos", "ns", "Seconds", "s", "MiB", "MiB", "Percent", "%");

  private FigureName() {}

  /** The name as words, its unit behind a comma if it has one. */
  public static String words(String figure) {
    for (Map.Entry<String, String> unit : UNITS.entrySet()) {
      if (figure.endsWith(unit.getKey()) && figure.length() > unit.getKey().length()) {
        String name = figure.substring(0, figure.length() - unit.getKey().length());
        return split(name) + ", " + unit.getValue();
      }
    }
    return split(figure);
  }

  private static String split(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
