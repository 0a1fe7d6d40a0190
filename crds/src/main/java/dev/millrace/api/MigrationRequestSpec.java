package dev.millrace.api;

/**
 * Asks to move a running stage; immutable but for {@code promote}, {@code abort} and {@code
 * rollBack}.
 */
public record MigrationRequestSpec(
    String stage,
    MigrationTargetSpec to,
    Strategy strategy,
    VerificationSpec verification,
    String keepSource,
    String deadline,
    Boolean promote,
    Boolean abort,
    Boolean rollBack) {
  /** How the stage is moved. */
  public enum Strategy {
    Parallel,
    WindowSynchronised,
    StateTransfer,
    Restart
  }
}
