package dev.millrace.fleet.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads one column of a CSV file with a header row (RFC 4180). A cell without quotes is a whole
 * number, a decimal number, a truth value or null where it looks like one; a cell in quotes is
 * text. Empty lines are skipped.
 */
final class CsvColumn {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final String file;
  private final String column;
  private String text = "";
  private int at;
  private int line = 1;

  CsvColumn(String file, String column) {
    this.file = file;
    this.column = column;
  }

  List<Object> read(String content) throws ReplayFileException {
    text = content.startsWith("\uFEFF") ? content.substring(1) : content;
    List<String> header = row().stream().map(CsvColumn::asText).toList();
    int index = header.indexOf(column);
    if (index < 0) {
      throw new ReplayFileException(
          file + ":1: no column '" + column + "'; the header row has " + header);
    }
    List<Object> values = new ArrayList<>();
    while (at < text.length()) {
      int first = line;
      List<Object> cells = row();
      if (cells.size() == 1 && cells.getFirst() == null) {
        continue;
      }
      if (cells.size() != header.size()) {
        throw new ReplayFileException(
            "%s:%d: %d cells, the header row has %d"
                .formatted(file, first, cells.size(), header.size()));
      }
      values.add(cells.get(index));
    }
    return values;
  }

  private List<Object> row() throws ReplayFileException {
    List<Object> cells = new ArrayList<>();
    do {
      cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
    } while (separator());
    return cells;
  }

  /** Steps over what ends a cell; true if another cell of the row follows. */
  private boolean separator() {
    if (at < text.length() && text.charAt(at) == ',') {
      at++;
      return true;
    }
    if (at < text.length() && text.charAt(at) == '\r') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    line++;
    return false;
  }

  private Object plain() {
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return typed(text.substring(start, at).strip());
  }

  private String quoted() throws ReplayFileException {
    int first = line;
    StringBuilder cell = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
      } else if (c == '"') {
        at++;
        if (at == text.length() || text.charAt(at) != '"') {
          return endOfQuoted(cell, first);
        }
      }
      cell.append(c);
    }
    throw new ReplayFileException(file + ":" + first + ": a quoted cell has no closing quote");
  }

  private String endOfQuoted(StringBuilder cell, int first) throws ReplayFileException {
    if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      throw new ReplayFileException(
          file + ":" + first + ": '" + text.charAt(at) + "' after a closing quote");
    }
    return cell.toString();
  }

  private static Object typed(String cell) {
    if (cell.isEmpty()) {
      return null;
    }
    if (cell.equals("true") || cell.equals("false")) {
      return Boolean.valueOf(cell);
    }
    if (WHOLE.matcher(cell).matches()) {
      return Long.valueOf(cell);
    }
    if (DECIMAL.matcher(cell).matches() && Double.isFinite(Double.parseDouble(cell))) {
      return Double.valueOf(cell);
    }
    return cell;
  }

  private static String asText(Object cell) {
    return cell == null ? "" : cell.toString();
  }
}
