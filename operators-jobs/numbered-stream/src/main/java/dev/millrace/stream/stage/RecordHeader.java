package dev.millrace.stream.stage;

import java.nio.charset.StandardCharsets;

/**
 * A header of a record of a log.
 *
 * @param name its name
 * @param value its bytes, not copied
 */
public record RecordHeader(String name, byte[] value) {
  /** Header of stage outputs: the output identity. */
  public static final String IDENTITY = "millrace-id";

  /** Header that makes a record a tick. */
  public static final String TICK = "millrace-tick";

  /** Header of dead letters: why. */
  public static final String REASON = "millrace-reason";

  /** Header of gateway records: the CoAP content format, in decimal. */
  public static final String CONTENT_FORMAT = "content-format";

  /** Prefix of the headers of gateway records that carry a variable of the path. */
  public static final String PATH_PREFIX = "path.";

  /** A header whose value is text. */
  public static RecordHeader of(String name, String text) {
    return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The value as text. */
  public String text() {
    return new String(value, StandardCharsets.UTF_8);
  }

  /** Whether a stage reads a header of this name; all others stay behind at the source. */
  public static boolean concernsStages(String name) {
    return name.equals(IDENTITY)
        || name.equals(CONTENT_FORMAT)
        || name.equals(TICK)
        || name.startsWith(PATH_PREFIX);
  }
}
