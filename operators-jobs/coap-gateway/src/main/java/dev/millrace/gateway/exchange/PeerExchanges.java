package dev.millrace.gateway.exchange;

/** What is remembered of one peer. Its shard guards it. */
final class PeerExchanges {
  /**
   * An estimate of what a peer takes of the heap beside its table: this object, an address, and a
   * node and a slot of a hash map.
   */
  static final int BYTES = 256;

  final Object key;
  final int number;
  final PageTable pages = new PageTable();

  /** How many of its message ids are taken. */
  int exchanges;

  /** The interval between two cleanups in which it was last heard of. */
  long heard;

  /** Whether it waits for a cleanup to end it. */
  boolean idle;

  PeerExchanges(Object key, int number) {
    this.key = key;
    this.number = number;
  }

  /** What is charged for it when it is new. */
  int bytes() {
    return BYTES + pages.bytes();
  }
}
