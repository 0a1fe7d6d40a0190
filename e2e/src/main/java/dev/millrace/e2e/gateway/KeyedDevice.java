package dev.millrace.e2e.gateway;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/**
 * A device with a pre-shared key that counts what it sends of handshakes. It begins one when it has
 * no session, and by itself never another one.
 */
final class KeyedDevice implements AutoCloseable {
  /** What the first byte of a record says of a handshake (RFC 6347, 4.1). */
  private static final byte HANDSHAKE = 22;

  private final String gateway;
  private final CoapEndpoint endpoint;
  private final AtomicInteger handshakes;

  private KeyedDevice(String gateway, CoapEndpoint endpoint, AtomicInteger handshakes) {
    this.gateway = gateway;
    this.endpoint = endpoint;
    this.handshakes = handshakes;
  }

  /**
   * A device that is about to talk to a gateway.
   *
   * @param gateway its URI, without path
   */
  static KeyedDevice start(String gateway, String identity, byte[] key) throws IOException {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration settings = Configuration.createStandardWithoutFile();
    AtomicInteger handshakes = new AtomicInteger();
    DtlsConnectorConfig dtls =
        DtlsConnectorConfig.builder(settings)
            .setAddress(new InetSocketAddress(0))
            .set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY)
            // It asks for the gateway's connection id and needs none itself (RFC 9146).
            .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0)
            .setAsList(DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)
            .setAdvancedPskStore(new AdvancedSinglePskStore(identity, key))
            .build();
    CoapEndpoint endpoint =
        CoapEndpoint.builder()
            .setConfiguration(settings)
            .setConnector(new Counting(dtls, handshakes))
            .build();
    endpoint.start();
    return new KeyedDevice(gateway, endpoint, handshakes);
  }

  private static final class Counting extends DTLSConnector {
    private final AtomicInteger handshakes;

    Counting(DtlsConnectorConfig config, AtomicInteger handshakes) {
      super(config);
      this.handshakes = handshakes;
    }

    @Override
    protected void sendNextDatagramOverNetwork(DatagramPacket packet) throws IOException {
      if (packet.getData()[packet.getOffset()] == HANDSHAKE) {
        handshakes.incrementAndGet();
      }
      super.sendNextDatagramOverNetwork(packet);
    }
  }

  /** Posts JSON and waits for the answer's code; null if none comes. */
  ResponseCode post(String path, String json) throws InterruptedException {
    return CertifiedDevice.post(endpoint, gateway + path, json);
  }

  /** How many datagrams of handshakes it has sent so far. */
  int handshakes() {
    return handshakes.get();
  }

  @Override
  public void close() {
    endpoint.destroy();
  }
}
