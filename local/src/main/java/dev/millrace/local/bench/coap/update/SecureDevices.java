package dev.millrace.local.bench.coap.update;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.MessageObserver;
import org.eclipse.californium.core.coap.Request;
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

/**
 * Devices that post JSON, each with a key, a socket, and a DTLS session with connection id. All
 * share one CoAP stack, which repeats what is not answered as RFC 7252 says.
 */
final class SecureDevices implements AutoCloseable {
  /** What the first byte of a record says of a handshake. */
  private static final byte HANDSHAKE = 22;

  private static final int THREADS = 2;

  private final DeviceSockets sockets;
  private final CoapEndpoint endpoint;
  private final BitSet handshakes = new BitSet();

  SecureDevices(int devices, DeviceSockets sockets) throws IOException {
    this.sockets = sockets;
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration settings = Configuration.createStandardWithoutFile();
    settings.set(CoapConfig.DEDUPLICATOR, CoapConfig.NO_DEDUPLICATOR);
    settings.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
    settings.set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY);
    // They offer RFC 9146, and need no id for what they receive themselves.
    settings.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    settings.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, THREADS);
    AdvancedMultiPskStore keys = new AdvancedMultiPskStore();
    for (int device = 0; device < devices; device++) {
      keys.addKnownPeer(
          DeviceSockets.gatewayOf(device), UpdateOrder.identity(device), UpdateOrder.key(device));
    }
    Connector connector =
        new Connector(
            DtlsConnectorConfig.builder(settings)
                .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .setAdvancedPskStore(keys)
                .setAsList(DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)
                .build());
    endpoint = CoapEndpoint.builder().setConfiguration(settings).setConnector(connector).build();
    endpoint.start();
    sockets.receive(connector::received);
  }

  /** Sends by the socket of the device instead of its own. */
  private final class Connector extends DTLSConnector {
    Connector(DtlsConnectorConfig config) {
      super(config);
    }

    @Override
    protected void sendNextDatagramOverNetwork(DatagramPacket packet) throws IOException {
      int device = DeviceSockets.deviceOf((InetSocketAddress) packet.getSocketAddress());
      if (packet.getData()[packet.getOffset()] == HANDSHAKE) {
        shakesHands(device);
      }
      sockets.send(device, packet.getData(), packet.getOffset(), packet.getLength());
    }

    void received(int device, byte[] bytes) {
      processDatagram(new DatagramPacket(bytes, bytes.length, DeviceSockets.gatewayOf(device)));
    }
  }

  private synchronized void shakesHands(int device) {
    handshakes.set(device);
  }

  /** Which devices have shaken hands since this was asked last. */
  synchronized BitSet takeHandshakes() {
    BitSet taken = (BitSet) handshakes.clone();
    handshakes.clear();
    return taken;
  }

  /** Posts a numbered message of a device. */
  void post(int device, int number, MessageObserver observer) {
    Request request = Request.newPost();
    InetSocketAddress gateway = DeviceSockets.gatewayOf(device);
    request.setURI(
        "coaps://%s:%d/%s/%s"
            .formatted(
                gateway.getAddress().getHostAddress(),
                gateway.getPort(),
                UpdateOrder.RESOURCE,
                UpdateOrder.identity(device)));
    request.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
    request.setPayload(
        "{\"d\":%d,\"n\":%d}".formatted(device, number).getBytes(StandardCharsets.US_ASCII));
    request.addMessageObserver(observer);
    endpoint.sendRequest(request);
  }

  @Override
  public void close() throws IOException {
    endpoint.destroy();
    sockets.close();
  }
}
