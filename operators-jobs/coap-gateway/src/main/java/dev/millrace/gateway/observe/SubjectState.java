package dev.millrace.gateway.observe;

/** What is known of a subject at a moment. */
public sealed interface SubjectState permits Representation, SubjectState.Absent, Unavailable {
  /** The topic has been read, and has no record of the key. */
  enum Absent implements SubjectState {
    ABSENT
  }
}
