package dev.millrace.gateway.block;

/** What a block leads to. */
public sealed interface Step {
  /** It was taken; the next one is awaited. */
  record Next() implements Step {}

  /** It was the last one. */
  // Nobody compares bodies.
  @SuppressWarnings("ArrayRecordComponent")
  record Whole(byte[] body) implements Step {}

  /** It was not taken, and the upload is over: the device has to begin anew. */
  record Broken(Fault fault) implements Step {}

  /** Why an upload is over before its end. */
  enum Fault {
    /** Blocks before it are not there, or belong to another content format. */
    INCOMPLETE,
    /** The body is, or will be, longer than any may be. */
    TOO_LARGE,
    /** It is not as long as it says. */
    MALFORMED,
    /** Too much is uploaded at the moment. */
    NO_ROOM
  }
}
