package dev.millrace.fleet.payload;

/** The values of one field of one device, in the order of its readings. */
@FunctionalInterface
interface FieldValues {
  /** The value of the next reading: a String, Long, Double, Boolean, or null. */
  Object next();
}
