package dev.millrace.fleet.load;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.MapBasedEndpointContext;
import org.eclipse.californium.elements.MapBasedEndpointContext.Attributes;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedMultiPskStore;

/**
 * The DTLS sessions of all clients in one connector, which has no thread: records come from the
 * caller, and leave by the sockets of the clients. To the connector each client is a peer at an
 * address that is nobody's.
 */
final class ClientSessions extends DTLSConnector {
  /** Of documentation (RFC 3849); the next four bytes are the client's number. */
  private static final int PREFIX = 0x20010db8;

  private static final int NUMBER_AT = Integer.BYTES;
  private static final int ADDRESS_BYTES = 16;

  private final LoadWire wire;
  private final List<InetSocketAddress> peers;
  private final List<EndpointContext> contexts = new ArrayList<>();
  private final List<EndpointContext> beginnings = new ArrayList<>();
  private boolean allSent;

  private ClientSessions(DtlsConnectorConfig config, List<InetSocketAddress> peers, LoadWire wire) {
    super(config);
    this.wire = wire;
    this.peers = peers;
    Attributes anew =
        new Attributes()
            .add(
                DtlsEndpointContext.KEY_HANDSHAKE_MODE,
                DtlsEndpointContext.HANDSHAKE_MODE_FORCE_FULL);
    for (InetSocketAddress peer : peers) {
      EndpointContext context = new AddressEndpointContext(peer);
      contexts.add(context);
      beginnings.add(MapBasedEndpointContext.addEntries(context, anew));
    }
  }

  /**
   * The sessions of so many clients, of which none has begun.
   *
   * @param wire by which their records leave
   */
  static ClientSessions over(LoadWire wire, int clients) throws IOException {
    DtlsConfig.register();
    AdvancedMultiPskStore keys = new AdvancedMultiPskStore();
    List<InetSocketAddress> peers = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      InetSocketAddress peer = peer(client);
      peers.add(peer);
      keys.addKnownPeer(peer, LoadKeys.identity(client), LoadKeys.key(client));
    }
    DtlsConnectorConfig config =
        DtlsConnectorConfig.builder(Configuration.createStandardWithoutFile())
            .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY)
            .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 0)
            .set(DtlsConfig.DTLS_MAX_CONNECTIONS, clients)
            // RFC 9146: clients use the server's ids, and need none for what they receive.
            .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0)
            .setAsList(DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)
            .setAdvancedPskStore(keys)
            .setLoggingTag("load")
            .build();
    return new ClientSessions(config, peers, wire);
  }

  private static InetSocketAddress peer(int client) throws IOException {
    byte[] address = ByteBuffer.allocate(ADDRESS_BYTES).putInt(PREFIX).putInt(client).array();
    return new InetSocketAddress(InetAddress.getByAddress(address), 1);
  }

  /**
   * Sends a message of a client, behind a handshake if it has no session.
   *
   * @param anew whether it has to have another session than before
   * @return false if a record certainly did not leave the machine
   */
  boolean send(int client, byte[] message, boolean anew) {
    allSent = true;
    send(RawData.outbound(message, (anew ? beginnings : contexts).get(client), null, false));
    return allSent;
  }

  /** Takes a datagram that has come to a client. */
  void received(int client, DatagramPacket datagram) {
    datagram.setSocketAddress(peers.get(client));
    processDatagram(datagram);
  }

  /** Whose peer this is. */
  static int client(InetSocketAddress peer) {
    return ByteBuffer.wrap(peer.getAddress().getAddress()).getInt(NUMBER_AT);
  }

  @Override
  protected void sendNextDatagramOverNetwork(DatagramPacket datagram) throws IOException {
    ByteBuffer record =
        ByteBuffer.wrap(datagram.getData(), datagram.getOffset(), datagram.getLength());
    allSent &= wire.send(client((InetSocketAddress) datagram.getSocketAddress()), record);
  }
}
