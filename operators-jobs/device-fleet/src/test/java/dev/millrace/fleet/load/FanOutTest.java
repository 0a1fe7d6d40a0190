package dev.millrace.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.junit.jupiter.api.Test;

/** Observers of a server in virtual time, and of a real one. */
final class FanOutTest {
  private static final int OBSERVERS = 120;

  private static FanOutPlan plan(InetSocketAddress server, int changes, Duration interval) {
    return new FanOutPlan(
        server,
        OBSERVERS,
        "observed",
        LoadRequest.post("observed", "{}", 50),
        2,
        changes,
        interval,
        Duration.ofSeconds(1));
  }

  /** Takes a tenth of a millisecond for each notification; forgets each tenth of them. */
  private static final class Server implements LoadWire {
    // Nobody compares them.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sent(int client, byte[] datagram, long at) {}

    private final Deque<Sent> sent = new ArrayDeque<>();
    private final int[] tokens = new int[OBSERVERS];
    private final boolean forgetting;
    private long now;
    private int notifications;
    private int forgotten;
    private int acknowledged;

    Server(boolean forgetting) {
      this.forgetting = forgetting;
    }

    FanOutFigures serve(FanOutPlan plan) throws Exception {
      FanOutTally tally = new FanOutTally();
      FanOutEngine engine = new FanOutEngine(plan, this, tally);
      engine.begin(0);
      for (; !engine.isOver(now); now += 100_000) {
        while (!sent.isEmpty() && sent.peek().at() <= now) {
          Sent one = sent.remove();
          engine.received(one.client(), ByteBuffer.wrap(one.datagram()), now);
        }
        engine.step(now);
      }
      return tally.figures();
    }

    @Override
    public boolean send(int client, ByteBuffer datagram) {
      int token = datagram.remaining() > 4 ? datagram.getInt(4) : 0;
      if (datagram.remaining() == 4) {
        acknowledged++;
      } else if (client < OBSERVERS) {
        tokens[client] = token;
        sent.add(new Sent(client, message(0x64, datagram.getShort(2), token, true), now));
      } else {
        sent.add(new Sent(client, message(0x64, datagram.getShort(2), token, false), now));
        for (int observer = 0; observer < OBSERVERS; observer++) {
          if (forgetting && ++notifications % 10 == 0) {
            forgotten++;
          } else {
            byte[] notification = message(0x44, (short) notifications, tokens[observer], true);
            sent.add(new Sent(observer, notification, now + (observer + 1) * 100_000L));
          }
        }
      }
      return true;
    }

    private static byte[] message(int head, short id, int token, boolean observe) {
      ByteBuffer message = ByteBuffer.allocate(observe ? 10 : 8);
      message.put((byte) head).put((byte) 0x45).putShort(id).putInt(token);
      return (observe ? message.put((byte) 0x61).put((byte) 1) : message).array();
    }

    @Override
    public void changePort(int client) {
      throw new UnsupportedOperationException();
    }
  }

  @Test // I4
  void everyObserverIsCountedFromTheChangeOn() throws Exception {
    Server server = new Server(false);
    FanOutFigures figures =
        server.serve(
            plan(InetSocketAddress.createUnresolved("x.invalid", 1), 10, Duration.ofMillis(100)));

    assertThat(figures.registered()).isEqualTo(OBSERVERS);
    assertThat(figures.notified()).isEqualTo(10 * OBSERVERS);
    assertThat(figures.missing()).isZero();
    assertThat(figures.millis(50)).isCloseTo(6, within(0.2));
    assertThat(figures.millis(100)).isCloseTo(12, within(0.2));
    assertThat(server.acknowledged).isEqualTo(12 * OBSERVERS);
  }

  @Test
  void notificationsThatDoNotComeAreMissing() throws Exception {
    Server server = new Server(true);
    FanOutFigures figures =
        server.serve(
            plan(InetSocketAddress.createUnresolved("x.invalid", 1), 10, Duration.ofMillis(100)));

    // Of twelve changes, of which ten count.
    assertThat(server.forgotten * 10).isEqualTo(12 * OBSERVERS);
    assertThat(figures.missing()).isEqualTo(OBSERVERS);
  }

  @Test
  void aServerThatIsObservedTellsEverybody() throws Exception {
    CoapConfig.register();
    UdpConfig.register();
    CoapServer server = new CoapServer(Configuration.createStandardWithoutFile());
    CoapEndpoint endpoint =
        CoapEndpoint.builder()
            .setConfiguration(Configuration.createStandardWithoutFile())
            .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build();
    server.addEndpoint(endpoint);
    server.add(new Observed());
    server.start();
    try {
      FanOutFigures figures = FanOutRun.of(plan(endpoint.getAddress(), 1, Duration.ofSeconds(1)));

      assertThat(figures.registered()).isEqualTo(OBSERVERS);
      assertThat(figures.missing()).isZero();
    } finally {
      server.destroy();
    }
  }

  private static final class Observed extends CoapResource {
    Observed() {
      super("observed");
      setObservable(true);
    }

    @Override
    public void handleGET(CoapExchange exchange) {
      exchange.respond("x");
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
      changed();
      exchange.respond(ResponseCode.CHANGED);
    }
  }
}
