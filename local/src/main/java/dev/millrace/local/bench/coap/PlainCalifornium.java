package dev.millrace.local.bench.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedMultiPskStore;

/** A server on Californium as its documentation makes one. */
final class PlainCalifornium {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final int BLOCK_BYTES = 1024;
  private static final int CONNECTION_ID_BYTES = 6;
  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private PlainCalifornium() {}

  /**
   * Starts one on a port that the system chooses; it ends with the process.
   *
   * @return where it listens
   */
  static InetSocketAddress start(CoapContender contender, List<CoapResource> resources) {
    return start(
        settings(contender), CoapEndpoint.builder().setInetSocketAddress(LOOPBACK), resources);
  }

  /**
   * Starts one that talks DTLS with pre-shared keys and connection ids.
   *
   * @param keys by identity
   * @return where it listens
   */
  static InetSocketAddress startSecured(
      CoapContender contender, Map<String, byte[]> keys, List<CoapResource> resources) {
    Configuration settings = settings(contender);
    AdvancedMultiPskStore store = new AdvancedMultiPskStore();
    keys.forEach(store::setKey);
    DTLSConnector connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(settings)
                .setAddress(LOOPBACK)
                .setAdvancedPskStore(store)
                .build());
    return start(settings, CoapEndpoint.builder().setConnector(connector), resources);
  }

  private static InetSocketAddress start(
      Configuration settings, CoapEndpoint.Builder builder, List<CoapResource> resources) {
    CoapEndpoint endpoint = builder.setConfiguration(settings).build();
    CoapServer server = new CoapServer(settings);
    server.addEndpoint(endpoint);
    resources.forEach(server::add);
    server.start();
    return endpoint.getAddress();
  }

  /**
   * Lifetimes are the RFC's by default; threads, buffers, blocks, cipher suites and connection ids
   * are the gateway's.
   */
  static Configuration settings(CoapContender contender) {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    return Configuration.createStandardWithoutFile()
        .set(CoapConfig.DEDUPLICATOR, contender.deduplicator())
        .set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1)
        .set(CoapConfig.MAX_RESOURCE_BODY_SIZE, CoapResources.LONGEST_BODY)
        .set(CoapConfig.MAX_MESSAGE_SIZE, BLOCK_BYTES)
        .set(CoapConfig.PREFERRED_BLOCK_SIZE, BLOCK_BYTES)
        .set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1)
        .set(UdpConfig.UDP_RECEIVE_BUFFER_SIZE, BUFFER_BYTES)
        .set(UdpConfig.UDP_SEND_BUFFER_SIZE, BUFFER_BYTES)
        .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
        .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1)
        .set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, BUFFER_BYTES)
        .set(DtlsConfig.DTLS_SEND_BUFFER_SIZE, BUFFER_BYTES)
        .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES)
        .setAsList(
            DtlsConfig.DTLS_CIPHER_SUITES,
            CipherSuite.TLS_PSK_WITH_AES_128_CCM_8,
            CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256);
  }
}
