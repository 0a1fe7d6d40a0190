package dev.millrace.local.bench.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;

/** A server on Californium as its documentation makes one. */
final class PlainCalifornium {
  private static final int BUFFER_BYTES = 1 << 20;

  private PlainCalifornium() {}

  /**
   * Starts one on a port that the system chooses; it ends with the process.
   *
   * @return where it listens
   */
  static InetSocketAddress start(CoapContender contender, List<CoapResource> resources) {
    Configuration settings = settings(contender);
    CoapEndpoint endpoint =
        CoapEndpoint.builder()
            .setConfiguration(settings)
            .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build();
    CoapServer server = new CoapServer(settings);
    server.addEndpoint(endpoint);
    resources.forEach(server::add);
    server.start();
    return endpoint.getAddress();
  }

  /** Lifetimes are the RFC's by default; threads and buffers are the gateway's. */
  static Configuration settings(CoapContender contender) {
    CoapConfig.register();
    UdpConfig.register();
    return Configuration.createStandardWithoutFile()
        .set(CoapConfig.DEDUPLICATOR, contender.deduplicator())
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_RECEIVE_BUFFER_SIZE, BUFFER_BYTES)
        .set(UdpConfig.UDP_SEND_BUFFER_SIZE, BUFFER_BYTES);
  }
}
