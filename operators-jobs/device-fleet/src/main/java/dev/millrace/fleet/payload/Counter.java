package dev.millrace.fleet.payload;

/** Counts a device's readings from 1. */
final class Counter implements FieldValues {
  private long last;

  @Override
  public Long next() {
    return ++last;
  }
}
