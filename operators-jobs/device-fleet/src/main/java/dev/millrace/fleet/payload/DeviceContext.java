package dev.millrace.fleet.payload;

import java.time.Clock;
import java.util.Map;

/**
 * What a field may depend on.
 *
 * @param number the device's number, from 0
 * @param variables the device's values of the path variables
 * @param seeds the device's randomness
 * @param clock the device's clock
 */
public record DeviceContext(int number, Map<String, String> variables, Seeds seeds, Clock clock) {}
