package dev.millrace.fleet.log;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Remembers every exchange of one fleet in 48 bytes, plus 6 to 12 bytes for the token index, which
 * is built at the first look-up so that a running fleet never waits for it. May be read while the
 * fleet writes.
 */
public final class MemoryFleetLog implements FleetLog {
  private final ExchangeTable table = new ExchangeTable();
  private final TokenIndex index = new TokenIndex();
  private final List<InetSocketAddress> peers = new ArrayList<>();

  @Override
  public synchronized long sent(SentExchange exchange) {
    while (peers.size() <= exchange.device()) {
      peers.add(null);
    }
    peers.set(exchange.device(), exchange.local());
    return table.append(exchange);
  }

  @Override
  public synchronized void ended(
      long reference, SentExchange exchange, Outcome outcome, int code, long roundTripNanos) {
    table.end((int) reference, outcome, code, roundTripNanos / 1_000);
  }

  /** Number of exchanges sent so far. */
  public synchronized int size() {
    return table.size();
  }

  /** The exchange with rank {@code index}, which is at least 0 and less than {@link #size()}. */
  public synchronized LoggedExchange get(int index) {
    return table.read(index, peers);
  }

  /** Hands every exchange sent before the call to {@code action}, in the order of sending. */
  public void forEach(Consumer<? super LoggedExchange> action) {
    int size = size();
    for (int i = 0; i < size; i++) {
      action.accept(get(i));
    }
  }

  /**
   * The exchange that a record of the gateway's topic stems from.
   *
   * @param peer {@code ip:port} of the device
   * @param token the token's bytes
   * @param messageId the Message ID
   * @return empty if this fleet has sent no such request
   * @throws IllegalArgumentException if {@code peer} is not {@code ip:port}
   */
  public synchronized Optional<LoggedExchange> find(String peer, byte[] token, int messageId) {
    if (token.length != Long.BYTES) {
      return Optional.empty();
    }
    index.extend(table);
    int row = index.find(table, ByteBuffer.wrap(token).getLong());
    if (row < 0) {
      return Optional.empty();
    }
    LoggedExchange exchange = table.read(row, peers);
    boolean same =
        exchange.sent().messageId() == messageId
            && exchange.sent().local().equals(PeerAddress.parse(peer));
    return same ? Optional.of(exchange) : Optional.empty();
  }

  /** Nothing to release. */
  @Override
  public void close() {}
}
