package dev.millrace.fleet.transport;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.MessageCallback;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.DaemonThreadFactory;
import org.eclipse.californium.elements.util.ExecutorsUtil;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedSinglePskStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DTLS with pre-shared keys: a connector of Scandium for each device, with a thread for each
 * socket. That suits tens of devices and not thousands.
 */
public final class DtlsTransport implements Transport {
  private static final Logger LOG = LoggerFactory.getLogger(DtlsTransport.class);
  private static final int INBOX = 4_096;
  private static final int CONNECTIONS = 2;

  private final InetSocketAddress gateway;
  private final BlockingQueue<Arrival> inbox = new ArrayBlockingQueue<>(INBOX);
  private final List<DTLSConnector> connectors = new ArrayList<>();
  private final ScheduledExecutorService executor;
  private final AtomicBoolean failureTold = new AtomicBoolean();
  private volatile boolean closed;

  /** Tells once why datagrams do not get out; each of them shows as an unanswered exchange. */
  private final class FailureReport implements MessageCallback {
    private final int device;

    FailureReport(int device) {
      this.device = device;
    }

    @Override
    public void onConnecting() {}

    @Override
    public void onDtlsRetransmission(int flight) {}

    @Override
    public void onContextEstablished(EndpointContext context) {}

    @Override
    public void onSent() {}

    @Override
    public void onError(Throwable error) {
      if (!closed && !failureTold.getAndSet(true)) {
        LOG.warn(
            "device {} cannot reach {} by DTLS, and others may not either: {}",
            device,
            gateway,
            error.toString());
      }
    }
  }

  /** A datagram, or without one a call to wake up. */
  private static final class Arrival {
    static final Arrival WAKE_UP = new Arrival(-1, null);

    final int device;
    final byte[] datagram;

    Arrival(int device, byte[] datagram) {
      this.device = device;
      this.datagram = datagram;
    }
  }

  private DtlsTransport(InetSocketAddress gateway, ScheduledExecutorService executor) {
    this.gateway = gateway;
    this.executor = executor;
  }

  /**
   * Opens a connector for each device; the handshake takes place at its first datagram.
   *
   * @param identities PSK identities and their keys; device i uses the (i mod n)-th
   * @throws IOException if a socket cannot be opened
   */
  public static DtlsTransport open(
      int devices, InetSocketAddress gateway, List<Map.Entry<String, byte[]>> identities)
      throws IOException {
    DtlsConfig.register();
    DtlsTransport transport =
        new DtlsTransport(
            gateway,
            ExecutorsUtil.newScheduledThreadPool(1, new DaemonThreadFactory("fleet-dtls#")));
    try {
      InetSocketAddress bind = new InetSocketAddress(sourceTowards(gateway).getAddress(), 0);
      for (int device = 0; device < devices; device++) {
        transport.add(device, bind, identities.get(device % identities.size()));
      }
      return transport;
    } catch (IOException e) {
      try (transport) {
        throw new IOException(
            "opened %d of %d DTLS sockets to %s: %s"
                .formatted(transport.connectors.size(), devices, gateway, e.getMessage()),
            e);
      }
    }
  }

  @Override
  public InetSocketAddress local(int device) {
    return connectors.get(device).getAddress();
  }

  /** Returns true even where the handshake will fail: that shows only later, as a lost datagram. */
  @Override
  public boolean send(int device, byte[] datagram) {
    connectors
        .get(device)
        .send(
            RawData.outbound(
                datagram, new AddressEndpointContext(gateway), new FailureReport(device), false));
    return true;
  }

  @Override
  public void receive(long nanos, Receiver receiver) throws IOException {
    try {
      Arrival arrival = nanos <= 0 ? inbox.poll() : inbox.poll(nanos, TimeUnit.NANOSECONDS);
      for (int left = INBOX; arrival != null && left > 0; left--) {
        if (arrival.datagram != null) {
          receiver.received(arrival.device, arrival.datagram);
        }
        arrival = inbox.poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for datagrams", e);
    }
  }

  @Override
  public void wakeUp() {
    // A full inbox wakes the reader by itself.
    boolean unused = inbox.offer(Arrival.WAKE_UP);
  }

  @Override
  public void close() {
    closed = true;
    connectors.forEach(DTLSConnector::destroy);
    executor.shutdownNow();
  }

  private void add(int device, InetSocketAddress bind, Map.Entry<String, byte[]> identity)
      throws IOException {
    DtlsConnectorConfig config =
        DtlsConnectorConfig.builder(new Configuration())
            .setAddress(bind)
            .set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.CLIENT_ONLY)
            .set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1)
            .set(DtlsConfig.DTLS_MAX_CONNECTIONS, CONNECTIONS)
            .setAdvancedPskStore(new AdvancedSinglePskStore(identity.getKey(), identity.getValue()))
            .setLoggingTag("device-" + device)
            .build();
    DTLSConnector connector = new DTLSConnector(config);
    connector.setExecutor(executor);
    // What a full inbox cannot take is lost like any datagram and comes again.
    connector.setRawDataReceiver(raw -> inbox.offer(new Arrival(device, raw.getBytes())));
    connector.start();
    connectors.add(connector);
  }

  /** The gateway sees this address and not the wildcard, which is what logs must show. */
  private static InetSocketAddress sourceTowards(InetSocketAddress gateway) throws IOException {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(gateway);
      return (InetSocketAddress) probe.getLocalSocketAddress();
    }
  }
}
