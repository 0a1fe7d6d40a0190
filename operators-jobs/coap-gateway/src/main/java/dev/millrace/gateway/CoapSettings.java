package dev.millrace.gateway;

import dev.millrace.gateway.exchange.Lifetimes;
import dev.millrace.gateway.socket.SocketSettings;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;

/** The settings of the CoAP stack; none of them is read from or written to a file. */
final class CoapSettings {
  /** Holds a burst of about two thousand small datagrams. */
  private static final int SOCKET_BUFFER_BYTES = 1 << 20;

  /** Fits into an Ethernet frame with any header before it (RFC 7252 section 4.6). */
  static final int BLOCK_BYTES = 1024;

  /** The header, a token, what options the gateway sets, and a whole block. */
  static final int MAX_ANSWER_BYTES = 4 + 8 + 64 + BLOCK_BYTES;

  /** Of each record that a device sends; enough that ids of millions of sessions do not meet. */
  private static final int CONNECTION_ID_BYTES = 6;

  private CoapSettings() {}

  static Configuration of(Limits limits, ProtocolSettings protocol) {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration settings = Configuration.createStandardWithoutFile();
    Lifetimes lifetimes = Lifetimes.RFC_7252;
    settings.set(
        CoapConfig.EXCHANGE_LIFETIME, lifetimes.confirmable().toMillis(), TimeUnit.MILLISECONDS);
    settings.set(
        CoapConfig.NON_LIFETIME, lifetimes.nonConfirmable().toMillis(), TimeUnit.MILLISECONDS);
    settings.set(CoapConfig.NSTART, protocol.nstart());
    settings.set(CoapConfig.CONGESTION_CONTROL_ALGORITHM, protocol.congestionControl());
    // No copy gets as far as the stack.
    settings.set(CoapConfig.DEDUPLICATOR, CoapConfig.NO_DEDUPLICATOR);
    // One thread keeps a peer's messages in order.
    settings.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
    settings.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, limits.maxPayloadBytes());
    settings.set(CoapConfig.MAX_MESSAGE_SIZE, BLOCK_BYTES);
    settings.set(CoapConfig.PREFERRED_BLOCK_SIZE, BLOCK_BYTES);
    settings.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
    // RFC 9146: a device that comes from another address goes on with its session.
    settings.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES);
    settings.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
    settings.set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, SOCKET_BUFFER_BYTES);
    settings.set(DtlsConfig.DTLS_SEND_BUFFER_SIZE, SOCKET_BUFFER_BYTES);
    return settings;
  }

  /** The sockets of a plain listener. */
  static SocketSettings sockets(Limits limits) {
    return new SocketSettings(limits.sockets(), SOCKET_BUFFER_BYTES, SOCKET_BUFFER_BYTES);
  }
}
