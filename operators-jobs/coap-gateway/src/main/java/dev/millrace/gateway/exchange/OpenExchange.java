package dev.millrace.gateway.exchange;

/**
 * A request that was not seen within its lifetime. It is remembered from now on, and there is room
 * for its answer: carry it out.
 */
public final class OpenExchange implements Arrival {
  private final ExchangeShard shard;
  private final PeerExchanges peer;
  private final int mid;
  private final int word;

  OpenExchange(ExchangeShard shard, PeerExchanges peer, int mid, int word) {
    this.shard = shard;
    this.peer = peer;
    this.mid = mid;
    this.word = word;
  }

  /**
   * Remembers the first datagram that carries the request's message id back: an acknowledgement,
   * with an answer or empty, or a reset. Later ones, those to a NON, and those that come after the
   * request's lifetime change nothing.
   *
   * @return false if the answer is longer than what the store keeps; copies of the request get
   *     nothing then
   */
  public boolean answered(byte[] datagram) {
    return shard.answer(peer, mid, word, datagram);
  }
}
