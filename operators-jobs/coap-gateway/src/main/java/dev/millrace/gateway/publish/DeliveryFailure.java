package dev.millrace.gateway.publish;

/**
 * Why a record was not acknowledged.
 *
 * @param detail what to tell an operator; never the record's content
 */
public record DeliveryFailure(Kind kind, String detail) {
  /** What is known of the record. */
  public enum Kind {
    /** The broker cannot be reached or lacks the topic; the record was never handed to it. */
    UNREACHABLE,
    /** The broker cannot be reached, and there is no room for the record on disk. */
    NOT_KEPT,
    /** Sending failed or took too long; the record may be in the log, at most once. */
    UNCERTAIN,
    /** The broker refuses a record of this size, and would refuse it again. */
    TOO_LARGE
  }
}
