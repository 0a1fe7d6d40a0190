package dev.millrace.gateway;

import dev.millrace.gateway.publish.OutgoingRecord;

/** What becomes of a request. */
sealed interface Verdict {
  /** It is a message for Kafka. */
  record Accepted(OutgoingRecord outgoing) implements Verdict {}

  /**
   * It is answered with an error.
   *
   * @param diagnostic what is wrong and what would be right, for the device's developer (RFC 7252
   *     section 5.5.2)
   */
  record Refused(RefusalReason reason, String diagnostic) implements Verdict {}
}
