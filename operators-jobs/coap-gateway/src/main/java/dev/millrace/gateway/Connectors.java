package dev.millrace.gateway;

import dev.millrace.gateway.credential.LiveCredentials;
import dev.millrace.gateway.socket.DuplicateFilter;
import dev.millrace.gateway.socket.IntakeObserver;
import dev.millrace.gateway.socket.PeerKey;
import dev.millrace.gateway.socket.SocketSettings;
import dev.millrace.gateway.socket.UdpConnector;
import java.net.InetSocketAddress;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;

/**
 * Makes sockets whose intake is bounded, and that let each request through once. While too much
 * waits, datagrams are dropped and counted, as the network might have dropped them; a device sends
 * again.
 */
final class Connectors {
  private final String gateway;
  private final Configuration settings;
  private final SocketSettings sockets;
  private final ExchangeMemory memory;
  private final ProtocolThread protocol;
  private final int maxWaiting;
  private final GatewayMeters meters;
  private final IntakeObserver observer;

  /**
   * @param protocol on which the stack works for secured listeners
   * @param maxWaiting what may wait for it
   */
  Connectors(
      String gateway,
      Configuration settings,
      SocketSettings sockets,
      ExchangeMemory memory,
      ProtocolThread protocol,
      int maxWaiting,
      GatewayMeters meters,
      IntakeObserver observer) {
    this.gateway = gateway;
    this.settings = settings;
    this.sockets = sockets;
    this.memory = memory;
    this.protocol = protocol;
    this.maxWaiting = maxWaiting;
    this.meters = meters;
    this.observer = observer;
  }

  UdpConnector udp(InetSocketAddress address) {
    return new UdpConnector(address, sockets, "gateway-receiver-" + gateway, filter(), observer);
  }

  private DuplicateFilter filter() {
    return memory.filter(memory.ofListener(), observer);
  }

  DTLSConnector dtls(InetSocketAddress address, LiveCredentials credentials) {
    DtlsConnectorConfig.Builder builder =
        DtlsConnectorConfig.builder(new Configuration(settings)).setAddress(address);
    credentials.configure(builder);
    DtlsConnectorConfig config = builder.build();
    DuplicateFilter filter = filter();
    return new DTLSConnector(config) {
      @Override
      public void setRawDataReceiver(RawDataChannel receiver) {
        super.setRawDataReceiver(
            // In this order: what is dropped must not be remembered.
            bounded(datagram -> filtered(filter, datagram, receiver, this)));
      }

      @Override
      public void send(RawData message) {
        filter.send(message);
        super.send(message);
      }
    };
  }

  private RawDataChannel bounded(RawDataChannel receiver) {
    return datagram -> {
      if (protocol.waiting() < maxWaiting) {
        receiver.receiveData(datagram);
      } else {
        meters.dropped();
      }
    };
  }

  private static void filtered(
      DuplicateFilter filter, RawData datagram, RawDataChannel receiver, DTLSConnector connector) {
    EndpointContext peer = datagram.getEndpointContext();
    EndpointContext origin =
        filter.receive(
            datagram.getBytes(),
            datagram.getSize(),
            PeerKey.of(peer),
            peer,
            answer -> connector.send(RawData.outbound(answer, peer, null, false)));
    if (origin != null) {
      receiver.receiveData(
          RawData.inbound(
              datagram.getBytes(),
              origin,
              datagram.isMulticast(),
              datagram.getReceiveNanoTimestamp(),
              datagram.getConnectorAddress()));
    }
  }
}
