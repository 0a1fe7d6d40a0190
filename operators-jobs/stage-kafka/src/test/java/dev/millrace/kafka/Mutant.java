package dev.millrace.kafka;

/** One repair of protocol.md, or of ADR 6, switched off. */
interface Mutant {
  /** What a run of this seed notices of it, or null. */
  String flawOf(long seed);
}
