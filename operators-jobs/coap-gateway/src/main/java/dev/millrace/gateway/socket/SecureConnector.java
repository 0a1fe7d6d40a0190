package dev.millrace.gateway.socket;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.Connection;

/**
 * CoAP over DTLS without a queue: the thread that receives a record deciphers it and hands its
 * message to the stack, and the thread that answers enciphers and sends. What is not received yet
 * waits in the socket's buffer, and is lost if that is full, as the network might have lost it.
 *
 * <p>The steps of one session come one after the other, so a thread may find that another one takes
 * its step over. It waits for nobody: messages reach the stack when a step is over, and a message
 * that the thread of an answer has deciphered is handed on by a thread of the connector's.
 */
public final class SecureConnector extends DTLSConnector {
  private static final Duration LAST_STEP = Duration.ofSeconds(1);

  private final DuplicateFilter filter;
  private final IntakeObserver observer;
  private final AfterCallExecutor steps;
  private final Queue<RawData> deciphered = new ConcurrentLinkedQueue<>();
  private final Lock handing = new ReentrantLock();
  private volatile Thread receiving;
  private volatile RawDataChannel stack;
  private volatile boolean hushed;
  private volatile LastingSocket socket;

  /**
   * @param name of the connector's own thread, for what is to be done later
   */
  public SecureConnector(
      DtlsConnectorConfig config, String name, DuplicateFilter filter, IntakeObserver observer) {
    super(config);
    this.filter = filter;
    this.observer = observer;
    steps = new AfterCallExecutor(name, observer::failed);
    setExecutor(steps);
    super.setRawDataReceiver(this::keep);
  }

  /** A socket that is lost is bound again; the sessions go on, and need not know of it. */
  @Override
  protected void start(InetSocketAddress address) throws IOException {
    if (isRunning()) {
      return;
    }
    LastingSocket bound =
        new LastingSocket(
            address,
            new SocketSettings(
                1,
                config.get(DtlsConfig.DTLS_RECEIVE_BUFFER_SIZE),
                config.get(DtlsConfig.DTLS_SEND_BUFFER_SIZE)),
            observer);
    try {
      init(address, bound, null);
    } catch (IOException | RuntimeException e) {
      bound.close();
      throw e;
    }
    socket = bound;
  }

  /** Loses the socket, as a fault of the system might; for trying what follows. */
  public void loseSocket() {
    socket.lose();
  }

  @Override
  public void setRawDataReceiver(RawDataChannel receiver) {
    stack = receiver;
  }

  @Override
  protected void processDatagram(DatagramPacket packet, InetSocketAddress router) {
    if (hushed) {
      observer.left();
      return;
    }
    receiving = Thread.currentThread();
    steps.call(() -> super.processDatagram(packet, router));
    handOn();
  }

  /**
   * Takes no datagram any more, and waits until what was received is with the stack. Answers still
   * leave.
   */
  public void hush(Duration bound) {
    hushed = true;
    awaitSteps(bound);
    handOn();
  }

  /** Lets a session go on, also while this runs: the store by itself would have it run nowhere. */
  @Override
  public boolean restoreConnection(Connection connection) {
    if (!connection.isExecuting()) {
      connection.setConnectorContext(steps, config.getConnectionListener());
    }
    return super.restoreConnection(connection);
  }

  private void keep(RawData message) {
    deciphered.add(message);
    if (Thread.currentThread() != receiving) {
      var unused = steps.schedule(this::handOn, 0, TimeUnit.NANOSECONDS);
    }
  }

  /** One thread at a time, so that a peer's messages stay in order. */
  private void handOn() {
    handing.lock();
    try {
      for (RawData message = deciphered.poll(); message != null; message = deciphered.poll()) {
        judge(message);
      }
    } finally {
      handing.unlock();
    }
  }

  private void judge(RawData message) {
    try {
      pass(message);
    } catch (RuntimeException | Error fault) {
      observer.failed(fault);
    }
  }

  private void pass(RawData message) {
    RawDataChannel receiver = stack;
    EndpointContext peer = message.getEndpointContext();
    EndpointContext origin =
        filter.receive(
            message.getBytes(),
            message.getSize(),
            PeerKey.of(peer),
            peer,
            answer -> transmit(RawData.outbound(answer, peer, null, false)));
    if (origin != null && receiver != null) {
      receiver.receiveData(
          RawData.inbound(
              message.getBytes(),
              origin,
              message.isMulticast(),
              message.getReceiveNanoTimestamp(),
              message.getConnectorAddress()));
    }
  }

  @Override
  public void send(RawData message) {
    filter.send(message);
    transmit(message);
  }

  private void transmit(RawData message) {
    steps.call(() -> super.send(message));
  }

  /**
   * A record leaves when the step that made it is over. Who gets it may have sent the next one
   * before this thread is back from the system; within the step that would find the session busy,
   * and have to be handed from thread to thread.
   */
  @Override
  protected void sendNextDatagramOverNetwork(DatagramPacket datagram) throws IOException {
    if (steps.isCalling()) {
      steps.execute(() -> leave(datagram));
    } else {
      super.sendNextDatagramOverNetwork(datagram);
    }
  }

  private void leave(DatagramPacket datagram) {
    try {
      super.sendNextDatagramOverNetwork(datagram);
    } catch (IOException e) {
      // As lost as on the network.
      if (isRunning()) {
        observer.failed(e);
      }
    }
  }

  /**
   * Stops, when what was answered so far has left. Nothing is enciphered any more when this is
   * over, so that whoever takes the sessions over uses no nonce again.
   */
  @Override
  public void stop() {
    hushed = true;
    awaitSteps(LAST_STEP);
    super.stop();
    awaitSteps(LAST_STEP);
  }

  private void awaitSteps(Duration bound) {
    if (!steps.awaitNoCall(bound)) {
      observer.failed(new IllegalStateException("a step of DTLS has not ended in " + bound));
    }
  }

  @Override
  public void destroy() {
    super.destroy();
    steps.shutdownNow();
  }
}
