package dev.millrace.gateway.spool;

/**
 * How far the entries have been taken elsewhere: all before {@code from} have, those from {@code
 * from} to before {@code to} may have. Where to look for them there is the reader's matter.
 *
 * @param topic where the first of them goes to
 * @param partition of the topic
 * @param offset none of them lies before it there
 */
public record SpoolPosition(long from, long to, String topic, int partition, long offset) {}
