package dev.millrace.gateway;

import java.net.InetSocketAddress;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.elements.UDPConnector;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;

/**
 * Makes sockets whose intake is bounded: while too much waits for the protocol thread, datagrams
 * are dropped and counted, as the network might have dropped them; a device sends again.
 */
final class Connectors {
  private final Configuration settings;
  private final ProtocolThread protocol;
  private final int maxWaiting;
  private final GatewayMeters meters;

  Connectors(
      Configuration settings, ProtocolThread protocol, int maxWaiting, GatewayMeters meters) {
    this.settings = settings;
    this.protocol = protocol;
    this.maxWaiting = maxWaiting;
    this.meters = meters;
  }

  Connector udp(InetSocketAddress address) {
    return new UDPConnector(address, settings) {
      @Override
      public void setRawDataReceiver(RawDataChannel receiver) {
        super.setRawDataReceiver(bounded(receiver));
      }
    };
  }

  DTLSConnector dtls(InetSocketAddress address, ListenerKeys keys) {
    DtlsConnectorConfig config =
        DtlsConnectorConfig.builder(settings).setAddress(address).setAdvancedPskStore(keys).build();
    return new DTLSConnector(config) {
      @Override
      public void setRawDataReceiver(RawDataChannel receiver) {
        super.setRawDataReceiver(bounded(receiver));
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
}
