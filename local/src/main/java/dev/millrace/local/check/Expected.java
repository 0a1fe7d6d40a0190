package dev.millrace.local.check;

/**
 * One output that a stage must have written.
 *
 * @param sn serial number of the record that caused it
 * @param index among that serial number's outputs
 * @param topic where it must lie
 * @param partition where it must lie
 * @param content what it must be, see {@link Content}
 */
record Expected(long sn, int index, String topic, int partition, String content) {}
