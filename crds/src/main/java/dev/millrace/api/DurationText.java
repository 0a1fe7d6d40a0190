package dev.millrace.api;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as manifests write them: a whole number of at most six digits and one unit, such as
 * {@code 250ms}, {@code 10s}, {@code 2m} or {@code 1h}. Every such text is also a duration of CEL
 * and of Go, so the rules in the schema and the code read it alike.
 */
public final class DurationText {
  /** What the schema accepts where no time at all is a sensible answer. */
  public static final String PATTERN = "^(0|[1-9][0-9]{0,5})(ms|s|m|h)$";

  /** What the schema accepts where a duration has to be longer than nothing. */
  public static final String POSITIVE_PATTERN = "^[1-9][0-9]{0,5}(ms|s|m|h)$";

  /** Length of the longest text that is a duration. */
  public static final int MAX_LENGTH = 8;

  private static final Pattern SYNTAX = Pattern.compile(PATTERN);

  private DurationText() {}

  /**
   * The duration that {@code text} names, never negative.
   *
   * @throws IllegalArgumentException if {@code text} is null or not a duration; the message says
   *     what is allowed
   */
  public static Duration parse(String text) {
    Matcher matcher = SYNTAX.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a duration: '"
              + text
              + "'; write a whole number and ms, s, m or h, such as 250ms or 10s");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
