package dev.millrace.gateway.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;

/** A device that is nothing but a DTLS connection. */
public final class RawSecurePeer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final InetSocketAddress gateway;
  private final DTLSConnector connector;
  private final BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();

  public RawSecurePeer(InetSocketAddress gateway, String identity, String key, CipherSuite suite)
      throws IOException {
    this.gateway = gateway;
    DtlsConfig.register();
    Configuration settings = Configuration.createStandardWithoutFile();
    // It offers RFC 9146, and needs no id for what it receives itself.
    settings.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
    connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(settings)
                .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .setAdvancedPskStore(
                    new AdvancedSinglePskStore(identity, key.getBytes(StandardCharsets.UTF_8)))
                .setAsList(DtlsConfig.DTLS_CIPHER_SUITES, suite)
                .build());
    connector.setRawDataReceiver(datagram -> received.add(datagram.getBytes()));
    connector.start();
  }

  public void send(byte[] datagram) {
    connector.send(RawData.outbound(datagram, new AddressEndpointContext(gateway), null, false));
  }

  /** The next datagram; fails if none comes. */
  public byte[] receiveBytes() throws InterruptedException {
    return receiveBytes(PATIENCE).orElseThrow(() -> new AssertionError("no datagram came"));
  }

  /** The next datagram, empty if none comes in the given time. */
  public Optional<byte[]> receiveBytes(Duration patience) throws InterruptedException {
    return Optional.ofNullable(received.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    connector.destroy();
  }
}
