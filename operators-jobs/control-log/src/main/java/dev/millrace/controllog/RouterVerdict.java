package dev.millrace.controllog;

import dev.millrace.stream.strategy.MonitorNotice.Synchronised;

/**
 * What a router has decided about its partition.
 *
 * @param synchronised how the operators synchronised, null if the partition goes to the source
 * @param reason why it goes to the source, else null
 */
public record RouterVerdict(Synchronised synchronised, String reason) {
  private static final String SYNCHRONISED = "synchronised";
  private static final String SOURCE = "source";

  /** The target's outputs are passed on. */
  public static RouterVerdict target(Synchronised how) {
    return new RouterVerdict(how, null);
  }

  /** The source's outputs are passed on for good. */
  public static RouterVerdict source(String reason) {
    return new RouterVerdict(null, reason);
  }

  String toText() {
    return synchronised == null
        ? SOURCE + ' ' + reason
        : SYNCHRONISED + ' ' + synchronised.sn() + ' ' + synchronised.offset();
  }

  /** Reads what {@link #toText} wrote; null if it is something else. */
  static RouterVerdict fromText(String text) {
    if (text.startsWith(SOURCE + ' ')) {
      return source(text.substring(SOURCE.length() + 1));
    }
    String[] words = text.split(" ", -1);
    try {
      return words.length == 3 && words[0].equals(SYNCHRONISED)
          ? target(new Synchronised(Long.parseLong(words[1]), Long.parseLong(words[2])))
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
