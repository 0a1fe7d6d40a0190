package dev.millrace.gateway.socket;

import dev.millrace.gateway.exchange.OpenExchange;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Map;
import org.eclipse.californium.elements.Definition;
import org.eclipse.californium.elements.EndpointContext;

/**
 * Where a request came from, and which exchange it began: the stack hands it back with each message
 * that belongs to the request.
 */
public final class RequestOrigin implements EndpointContext {
  private final EndpointContext peer;
  private final OpenExchange exchange;
  private final int requestBytes;
  private volatile boolean proven;
  private volatile boolean keptToBlocks;

  /**
   * @param exchange null if the request is not remembered
   */
  RequestOrigin(EndpointContext peer, OpenExchange exchange, int requestBytes) {
    this.peer = peer;
    this.exchange = exchange;
    this.requestBytes = requestBytes;
  }

  /** How long the datagram of the request is. */
  public int requestBytes() {
    return requestBytes;
  }

  /** The request shows that its sender receives what is sent to its address. */
  public void prove() {
    proven = true;
  }

  /** Whether it shows that. */
  public boolean isProven() {
    return proven;
  }

  /** The answer is to come in blocks, for which the request did not ask. */
  public void keepToBlocks() {
    keptToBlocks = true;
  }

  /** Whether it is. */
  public boolean isKeptToBlocks() {
    return keptToBlocks;
  }

  /** Remembers what the request was answered; false if it is too long for that. */
  boolean answered(byte[] datagram) {
    return exchange == null || exchange.answered(datagram);
  }

  @Override
  public <T> T get(Definition<T> definition) {
    return peer.get(definition);
  }

  @Override
  public <T> String getString(Definition<T> definition) {
    return peer.getString(definition);
  }

  @Override
  public Map<Definition<?>, Object> entries() {
    return peer.entries();
  }

  @Override
  public boolean hasCriticalEntries() {
    return peer.hasCriticalEntries();
  }

  @Override
  public Principal getPeerIdentity() {
    return peer.getPeerIdentity();
  }

  @Override
  public InetSocketAddress getPeerAddress() {
    return peer.getPeerAddress();
  }

  @Override
  public String getVirtualHost() {
    return peer.getVirtualHost();
  }

  @Override
  public String toString() {
    return peer.toString();
  }
}
