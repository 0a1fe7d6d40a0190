package dev.millrace.gateway;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;

/** The settings of the CoAP stack; none of them is read from or written to a file. */
final class CoapSettings {
  /** RFC 7252 section 4.8.2: how long a message id is not used again. */
  private static final long EXCHANGE_LIFETIME_SECONDS = 247;

  /** The same for messages that are not confirmable. */
  private static final long NON_LIFETIME_SECONDS = 145;

  /** A whole UDP datagram, so that one that is too large is answered and not dropped unseen. */
  private static final int DATAGRAM_BYTES = 65_535;

  /** Holds a burst of about two thousand small datagrams. */
  private static final int SOCKET_BUFFER_BYTES = 1 << 20;

  /** Fits into an Ethernet frame with any header before it (RFC 7252 section 4.6). */
  private static final int BLOCK_BYTES = 1024;

  private CoapSettings() {}

  static Configuration of(Limits limits) {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration settings = Configuration.createStandardWithoutFile();
    settings.set(CoapConfig.EXCHANGE_LIFETIME, EXCHANGE_LIFETIME_SECONDS, TimeUnit.SECONDS);
    settings.set(CoapConfig.NON_LIFETIME, NON_LIFETIME_SECONDS, TimeUnit.SECONDS);
    settings.set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_MARK_AND_SWEEP);
    // A remembered exchange keeps the bytes of its answer and drops the rest.
    settings.set(CoapConfig.USE_MESSAGE_OFFLOADING, true);
    // One thread keeps a peer's messages in order.
    settings.set(CoapConfig.PROTOCOL_STAGE_THREAD_COUNT, 1);
    settings.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, limits.maxPayloadBytes());
    settings.set(CoapConfig.MAX_MESSAGE_SIZE, BLOCK_BYTES);
    settings.set(CoapConfig.PREFERRED_BLOCK_SIZE, BLOCK_BYTES);
    settings.set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1);
    settings.set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1);
    settings.set(UdpConfig.UDP_DATAGRAM_SIZE, DATAGRAM_BYTES);
    settings.set(UdpConfig.UDP_RECEIVE_BUFFER_SIZE, SOCKET_BUFFER_BYTES);
    settings.set(UdpConfig.UDP_SEND_BUFFER_SIZE, SOCKET_BUFFER_BYTES);
    settings.set(UdpConfig.UDP_CONNECTOR_OUT_CAPACITY, outgoing(limits));
    settings.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
    settings.set(
        DtlsConfig.DTLS_CIPHER_SUITES,
        List.of(
            CipherSuite.TLS_PSK_WITH_AES_128_CCM_8, CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256));
    settings.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
    settings.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
    settings.set(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE, SOCKET_BUFFER_BYTES);
    settings.set(DtlsConfig.DTLS_SEND_BUFFER_SIZE, SOCKET_BUFFER_BYTES);
    return settings;
  }

  /** An empty acknowledgement and an answer for each message in flight fit into the queue. */
  private static int outgoing(Limits limits) {
    return Math.max(64, (int) Math.min(Integer.MAX_VALUE, 2L * limits.maxInFlight()));
  }
}
