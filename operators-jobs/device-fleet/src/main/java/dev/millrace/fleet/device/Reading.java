package dev.millrace.fleet.device;

/** A payload that a device has to send, no earlier than {@code notBefore}. */
final class Reading {
  final byte[] payload;
  final long due;
  final int repeat;
  final long notBefore;

  Reading(byte[] payload, long due, int repeat, long notBefore) {
    this.payload = payload;
    this.due = due;
    this.repeat = repeat;
    this.notBefore = notBefore;
  }

  Reading again(long notBefore) {
    return new Reading(payload, due, repeat + 1, notBefore);
  }
}
