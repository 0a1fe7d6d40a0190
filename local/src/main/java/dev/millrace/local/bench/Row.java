package dev.millrace.local.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured of one contender: figures by name, their units in the names, and bars. */
public final class Row {
  private final String measurement;
  private final String contender;
  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<Bar> bars = new ArrayList<>();

  /** A row without figures. */
  public Row(String measurement, String contender) {
    this.measurement = measurement;
    this.contender = contender;
  }

  /** The measurement, which is a table. */
  public String measurement() {
    return measurement;
  }

  /** The contender, which is a line of it. */
  public String contender() {
    return contender;
  }

  /** Figures in the order in which they were added: {@link Samples}, numbers or texts. */
  public Map<String, Object> figures() {
    return figures;
  }

  /** Adds a figure that was measured several times. */
  public Row with(String figure, Samples samples) {
    figures.put(figure, samples);
    return this;
  }

  /** Adds a figure. */
  public Row with(String figure, double value) {
    figures.put(figure, value);
    return this;
  }

  /** Adds a figure. */
  public Row with(String figure, long value) {
    figures.put(figure, value);
    return this;
  }

  /** Adds what is no number. */
  public Row with(String figure, String text) {
    figures.put(figure, text);
    return this;
  }

  /** Adds a bar; the figure it is about must be there, of samples the median counts. */
  public Row bar(Bar bar) {
    if (!(figures.get(bar.figure()) instanceof Number)
        && !(figures.get(bar.figure()) instanceof Samples)) {
      throw new IllegalArgumentException("no figure for the bar " + bar);
    }
    bars.add(bar);
    return this;
  }

  /** The bars, or an empty text. */
  public String bars() {
    return String.join(", ", bars.stream().map(Bar::toString).toList());
  }

  /** Whether anything is demanded of it. */
  public boolean hasBars() {
    return !bars.isEmpty();
  }

  /** Whether all bars are met. */
  public boolean met() {
    return bars.stream().allMatch(bar -> bar.isMetBy(number(figures.get(bar.figure()))));
  }

  /** What a figure has to keep to; empty if nothing. */
  OptionalDouble bound(String figure) {
    return bars.stream()
        .filter(bar -> bar.figure().equals(figure))
        .mapToDouble(Bar::bound)
        .findFirst();
  }

  /** The row as JSON: of samples the median and, under longer names, least and greatest. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("measurement", measurement);
    json.put("contender", contender);
    figures.forEach(
        (name, value) -> {
          if (value instanceof Samples samples) {
            json.put(name, samples.median());
            json.put(name + "Least", samples.least());
            json.put(name + "Greatest", samples.greatest());
          } else {
            json.put(name, value);
          }
        });
    if (hasBars()) {
      json.put("bar", bars());
      json.put("met", met());
    }
    return json;
  }

  private static double number(Object value) {
    return value instanceof Samples samples ? samples.median() : ((Number) value).doubleValue();
  }
}
