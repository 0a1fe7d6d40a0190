package dev.millrace.stream.handover;

/**
 * What a replica is at a serial number: two replicas have computed the same up to there if, and
 * only if, their cuts are equal.
 *
 * @param sn serial number
 * @param chain hash over all outputs up to it
 * @param digest of the state behind it
 */
public record Cut(long sn, long chain, long digest) {}
