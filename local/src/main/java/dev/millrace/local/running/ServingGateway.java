package dev.millrace.local.running;

import dev.millrace.gateway.CoapGateway;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A gateway that serves devices, in this process or in one of its own. */
public interface ServingGateway extends AutoCloseable {
  /** Its local addresses, in the order of its listeners. */
  List<InetSocketAddress> endpoints();

  /** Whether it reaches the broker, as far as is known. */
  boolean brokerReachable();

  /**
   * Completes with the reason if it has been given up, or has ended without being told to. Nobody
   * starts it anew.
   */
  CompletableFuture<Throwable> failure();

  /** Ends it in order. */
  @Override
  void close();

  /** One in this process. */
  static ServingGateway of(CoapGateway gateway) {
    return new ServingGateway() {
      @Override
      public List<InetSocketAddress> endpoints() {
        return gateway.endpoints();
      }

      @Override
      public boolean brokerReachable() {
        return gateway.brokerReachable();
      }

      @Override
      public CompletableFuture<Throwable> failure() {
        return gateway.failure();
      }

      @Override
      public void close() {
        gateway.close();
      }
    };
  }
}
