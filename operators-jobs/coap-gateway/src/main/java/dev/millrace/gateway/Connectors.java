package dev.millrace.gateway;

import dev.millrace.gateway.credential.LiveCredentials;
import dev.millrace.gateway.exchange.ExchangeStore;
import dev.millrace.gateway.socket.DuplicateFilter;
import dev.millrace.gateway.socket.IntakeObserver;
import dev.millrace.gateway.socket.SecureConnector;
import dev.millrace.gateway.socket.SocketSettings;
import dev.millrace.gateway.socket.UdpConnector;
import java.net.InetSocketAddress;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;

/** Makes sockets that let each request through once. */
final class Connectors {
  private final String gateway;
  private final Configuration settings;
  private final SocketSettings sockets;
  private final ExchangeMemory memory;
  private final IntakeObserver observer;

  Connectors(
      String gateway,
      Configuration settings,
      SocketSettings sockets,
      ExchangeMemory memory,
      IntakeObserver observer) {
    this.gateway = gateway;
    this.settings = settings;
    this.sockets = sockets;
    this.memory = memory;
    this.observer = observer;
  }

  UdpConnector udp(InetSocketAddress address) {
    return new UdpConnector(
        address, sockets, "gateway-receiver-" + gateway, filter(exchanges()), observer);
  }

  private DuplicateFilter filter(ExchangeStore exchanges) {
    return memory.filter(exchanges, observer);
  }

  /** A memory of past requests for one listener. */
  ExchangeStore exchanges() {
    return memory.ofListener();
  }

  SecureConnector dtls(
      InetSocketAddress address, LiveCredentials credentials, ExchangeStore exchanges) {
    DtlsConnectorConfig.Builder builder =
        DtlsConnectorConfig.builder(new Configuration(settings)).setAddress(address);
    credentials.configure(builder);
    return new SecureConnector(
        builder.build(), "gateway-dtls-" + gateway, filter(exchanges), observer);
  }
}
