package dev.millrace.pod.gateway;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/** A device that posts JSON. */
final class TestDevice implements AutoCloseable {
  private static final int JSON = 50;

  /** What the first byte of a DTLS record says of a handshake. */
  private static final int HANDSHAKE = 22;

  private static final long PATIENCE_SECONDS = 30;

  private final String gateway;
  private final CoapEndpoint endpoint;
  private final AtomicInteger handshakes;

  private TestDevice(String gateway, CoapEndpoint endpoint, AtomicInteger handshakes)
      throws IOException {
    this.gateway = gateway;
    this.endpoint = endpoint;
    this.handshakes = handshakes;
    endpoint.start();
  }

  static TestDevice plain(int port) throws IOException {
    return new TestDevice(
        "coap://127.0.0.1:" + port,
        CoapEndpoint.builder().setConfiguration(settings()).setInetSocketAddress(local()).build(),
        new AtomicInteger());
  }

  static TestDevice secure(int port, String identity, String key) throws IOException {
    Configuration settings = settings();
    // A handshake that the gateway does not answer ends soon.
    settings.set(DtlsConfig.DTLS_RETRANSMISSION_TIMEOUT, 200, TimeUnit.MILLISECONDS);
    settings.set(DtlsConfig.DTLS_MAX_RETRANSMISSIONS, 3);
    DtlsConnectorConfig dtls =
        DtlsConnectorConfig.builder(settings)
            .setAddress(local())
            .setAdvancedPskStore(
                new AdvancedSinglePskStore(identity, key.getBytes(StandardCharsets.UTF_8)))
            .setAsList(DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)
            .build();
    AtomicInteger handshakes = new AtomicInteger();
    DTLSConnector connector =
        new DTLSConnector(dtls) {
          @Override
          protected void sendNextDatagramOverNetwork(DatagramPacket packet) throws IOException {
            if (packet.getData()[packet.getOffset()] == HANDSHAKE) {
              handshakes.incrementAndGet();
            }
            super.sendNextDatagramOverNetwork(packet);
          }
        };
    return new TestDevice(
        "coaps://127.0.0.1:" + port,
        CoapEndpoint.builder().setConfiguration(settings).setConnector(connector).build(),
        handshakes);
  }

  private static InetSocketAddress local() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static Configuration settings() {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    return Configuration.createStandardWithoutFile();
  }

  /** How many datagrams of handshakes it has sent. */
  int handshakes() {
    return handshakes.get();
  }

  /** Posts and waits; null if there is no answer. */
  ResponseCode post(String path, String json) throws InterruptedException {
    Request request = Request.newPost();
    request.setURI(gateway + path);
    request.getOptions().setContentFormat(JSON);
    request.setPayload(json);
    endpoint.sendRequest(request);
    Response response = request.waitForResponse(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    return response == null ? null : response.getCode();
  }

  @Override
  public void close() {
    endpoint.destroy();
  }
}
