package dev.millrace.controllog.strategy;

/**
 * A place in a partition of an input log.
 *
 * @param offset of the next record
 * @param sn serial number of the record before it
 */
public record InputPosition(long offset, long sn) {}
