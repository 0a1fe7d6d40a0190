package dev.millrace.local.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A header {@code millrace-id}: {@code STAGE/GENERATION/PARTITION/SN/INDEX}. */
record IdHeader(String stage, int partition, OutputId id) {
  static final String NAME = "millrace-id";
  private static final Pattern SYNTAX =
      Pattern.compile("(.+)/(\\d{1,9})/(\\d{1,9})/(\\d{1,18})/(\\d{1,9})");

  /** The identity of a record; null if it has none. */
  static IdHeader of(LogRecord record) throws UndecodableException {
    String text = record.header(NAME);
    if (text == null) {
      return null;
    }
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new UndecodableException("'" + text + "' is not an output identity");
    }
    return new IdHeader(
        matcher.group(1),
        Integer.parseInt(matcher.group(3)),
        new OutputId(
            Integer.parseInt(matcher.group(2)),
            Long.parseLong(matcher.group(4)),
            Integer.parseInt(matcher.group(5))));
  }
}
