package dev.millrace.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Results as tables for people, or as JSON for programs. */
public final class Rendering {
  private static final double NO_DECIMALS = 100;
  private static final double SMALL = 0.1;

  /** What computing leaves of figures that cancel out. */
  private static final double NOTHING = 1e-9;

  private Rendering() {}

  /** One JSON object. */
  public static String json(String bench, Map<String, Object> environment, List<Row> rows)
      throws JsonProcessingException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bench", bench);
    json.put("environment", environment);
    json.put("rows", rows.stream().map(Row::toJson).toList());
    return new JsonMapper().writeValueAsString(json);
  }

  /** A line for each figure: of samples the median, least and greatest, of others the value. */
  static String csv(List<Row> rows) {
    StringBuilder text = new StringBuilder("measurement,contender,figure,value,least,greatest\n");
    for (Row row : rows) {
      row.figures()
          .forEach(
              (figure, value) -> {
                List<Object> fields =
                    value instanceof Samples samples
                        ? List.of(samples.median(), samples.least(), samples.greatest())
                        : List.of(value, value, value);
                List<String> line =
                    new ArrayList<>(
                        List.of(quoted(row.measurement()), quoted(row.contender()), figure));
                fields.forEach(field -> line.add(quoted(field.toString())));
                text.append(String.join(",", line)).append('\n');
              });
    }
    return text.toString();
  }

  /** As RFC 4180 has it. */
  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** The machine in one line. */
  public static String environment(Map<String, Object> environment) {
    StringBuilder text = new StringBuilder();
    environment.forEach((name, value) -> text.append(name).append(' ').append(value).append("  "));
    return text.append('\n').toString();
  }

  /** One table for each measurement: a line for each contender, a column for each figure. */
  public static String tables(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    Map<String, List<Row>> byMeasurement = new LinkedHashMap<>();
    for (Row row : rows) {
      byMeasurement.computeIfAbsent(row.measurement(), name -> new ArrayList<>()).add(row);
    }
    byMeasurement.values().forEach(of -> text.append('\n').append(table(of)));
    return text.toString();
  }

  /** A number with two or three significant digits after which nothing is to be relied on. */
  static String number(double value) {
    double magnitude = Math.abs(value);
    if (magnitude >= NO_DECIMALS || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    if (magnitude < SMALL) {
      return magnitude < NOTHING
          ? "0"
          : new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
    }
    return String.format(Locale.ROOT, magnitude >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String table(List<Row> rows) {
    Set<String> figures = new LinkedHashSet<>();
    rows.forEach(row -> figures.addAll(row.figures().keySet()));
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(rows.get(0).measurement()));
    head.addAll(figures);
    head.addAll(List.of("bar", ""));
    lines.add(head);
    for (Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.contender()));
      figures.forEach(figure -> line.add(text(row.figures().get(figure))));
      line.add(row.bars());
      line.add(row.hasBars() ? (row.met() ? "met" : "MISSED") : "");
      lines.add(line);
    }
    return aligned(lines);
  }

  private static String aligned(List<List<String>> lines) {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        int at = column;
        int width = lines.stream().mapToInt(other -> other.get(at).length()).max().orElse(0);
        padded.append(line.get(at)).append(" ".repeat(width - line.get(at).length() + 2));
      }
      text.append(padded.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Number number ? number(number.doubleValue()) : value.toString();
  }
}
