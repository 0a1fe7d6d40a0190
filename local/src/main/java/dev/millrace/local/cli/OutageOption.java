package dev.millrace.local.cli;

import dev.millrace.api.DurationText;
import dev.millrace.local.running.RunFaults.Outage;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times without the broker, written as {@code 10s-30s}. */
final class OutageOption implements ITypeConverter<Outage> {
  @Override
  public Outage convert(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      throw new TypeConversionException("'" + text + "' is no time from-until, such as 10s-30s");
    }
    try {
      return new Outage(
          DurationText.parse(text.substring(0, dash)),
          DurationText.parse(text.substring(dash + 1)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
