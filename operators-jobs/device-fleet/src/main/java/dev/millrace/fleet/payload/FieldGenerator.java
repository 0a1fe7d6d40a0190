package dev.millrace.fleet.payload;

import java.util.function.Function;

/**
 * A field of the payload, as the manifest describes it.
 *
 * @param name name of the field
 * @param widest the value with the longest encoding that the field can have
 * @param values makes the values of one device
 */
record FieldGenerator(String name, Object widest, Function<DeviceContext, FieldValues> values) {
  /** The longest a number can get in any of the formats. */
  static final Object WIDEST_NUMBER = -Double.MAX_VALUE;
}
