package dev.millrace.fleet.message;

/**
 * What a device reads of a datagram from the gateway.
 *
 * @param kind which of the messages of RFC 7252 section 4.3 it is
 * @param messageId Message ID
 * @param token token of a response of exactly eight bytes, else 0
 * @param code raw response code, 0 for an empty message
 * @param maxAgeSeconds Max-Age of a response, its default of 60 s if absent
 */
public record Reply(Kind kind, int messageId, long token, int code, long maxAgeSeconds) {
  /** Kinds of message that a client may receive. */
  public enum Kind {
    /** An acknowledgement without a response. */
    EMPTY_ACKNOWLEDGEMENT,
    /** An acknowledgement that carries the response. */
    PIGGYBACKED,
    /** A response in a message that must be acknowledged. */
    CONFIRMABLE,
    /** A response in a message that must not be acknowledged. */
    NON_CONFIRMABLE,
    /** A Reset. */
    RESET,
    /** A confirmable message that a client cannot take, which must be reset. */
    REJECTED,
    /** Anything else, which is ignored. */
    IGNORED
  }

  static Reply empty(Kind kind, int messageId) {
    return new Reply(kind, messageId, 0, 0, 0);
  }
}
