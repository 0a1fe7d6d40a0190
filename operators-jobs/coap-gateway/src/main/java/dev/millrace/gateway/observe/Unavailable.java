package dev.millrace.gateway.observe;

/**
 * It is not known whether there is a record, or the record is not kept.
 *
 * @param why in words that a device's developer understands
 */
public record Unavailable(String why) implements SubjectState {
  static final Unavailable NOT_READ_YET = new Unavailable("the topic has not been read yet");
  static final Unavailable NO_ROOM = new Unavailable("there is no room for the record");
}
