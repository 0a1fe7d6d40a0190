package dev.millrace.fleet.log;

/** How an exchange ended, as the device saw it. */
public enum Outcome {
  /** No answer yet, and the device still waits for one. */
  OUTSTANDING,
  /** A response of class 2: the gateway has taken the message. */
  ACKNOWLEDGED,
  /** A response of class 4 or 5: the gateway has said that it did not take the message. */
  REFUSED,
  /** A Reset: the gateway could not process the message (RFC 7252 section 4.2). */
  RESET,
  /** The device gave up waiting. The message may have been taken or not. */
  UNKNOWN
}
