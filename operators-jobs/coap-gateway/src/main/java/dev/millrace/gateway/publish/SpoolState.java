package dev.millrace.gateway.publish;

/**
 * What a spool holds.
 *
 * @param records that are not in Kafka yet
 * @param bytes of its files
 * @param maxBytes bound on them
 * @param oldestAgeMillis age of the oldest record, 0 if there is none
 * @param setAside records that Kafka refused and that wait for somebody to look at them
 * @param damagedBytes that could not be read when the spool was opened; their records are lost
 * @param trouble why it takes no records, or why they do not leave it; null if neither is so
 */
public record SpoolState(
    long records,
    long bytes,
    long maxBytes,
    long oldestAgeMillis,
    int setAside,
    long damagedBytes,
    String trouble) {}
