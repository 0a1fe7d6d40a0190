package dev.millrace.local.running;

import dev.millrace.gateway.CoapGateway;
import java.net.InetSocketAddress;
import java.util.List;

/** A gateway that serves devices, in this process or in one of its own. */
public interface ServingGateway extends AutoCloseable {
  /** Its local addresses, in the order of its listeners. */
  List<InetSocketAddress> endpoints();

  /** Whether it reaches the broker, as far as is known. */
  boolean brokerReachable();

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
      public void close() {
        gateway.close();
      }
    };
  }
}
