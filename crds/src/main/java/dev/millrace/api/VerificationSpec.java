package dev.millrace.api;

/** How much must be proved equal before the switch. */
public record VerificationSpec(
    Mode mode, Integer minimumRecords, String minimumDuration, Promotion promotion) {
  /** Equal refuses any difference; Report shows differences and waits for a person. */
  public enum Mode {
    Equal,
    Report
  }

  /** Who decides to switch. */
  public enum Promotion {
    Automatic,
    Manual
  }
}
