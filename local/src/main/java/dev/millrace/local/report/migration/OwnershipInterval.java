package dev.millrace.local.report.migration;

/**
 * Who owned a partition, and when.
 *
 * @param fromMillis in milliseconds since the epoch
 * @param untilMillis in milliseconds since the epoch, not before the beginning
 */
public record OwnershipInterval(
    int partition, String pool, String replica, long fromMillis, long untilMillis) {}
