package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.block.Uploads;
import dev.millrace.gateway.credential.ListenerCredentials;
import dev.millrace.gateway.exchange.Lifetimes;
import dev.millrace.gateway.socket.Deduplication;
import dev.millrace.gateway.socket.ReceiveThreadExecutor;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.RawPeer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.config.CoapConfig.CongestionControlMode;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.config.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A device that never acknowledges a separate response; its gateway is hastier than others. */
class RetransmissionTest implements MessageDeliverer {
  private static final int ACK_TIMEOUT_MILLIS = 20;
  private static final int MAX_RETRANSMIT = 4;
  private static final Duration A_WHILE = Duration.ofMillis(300);

  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final ReceiveThreadExecutor direct = new ReceiveThreadExecutor("silent-later");
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private Listeners listeners;

  private void open(ProtocolSettings protocolSettings) {
    Limits limits = Limits.of(null);
    Configuration settings = CoapSettings.of(limits, protocolSettings);
    assertThat(settings.get(CoapConfig.ACK_TIMEOUT, TimeUnit.MILLISECONDS)).isEqualTo(2_000);
    assertThat(settings.get(CoapConfig.ACK_INIT_RANDOM)).isEqualTo(1.5f);
    assertThat(settings.get(CoapConfig.ACK_TIMEOUT_SCALE)).isEqualTo(2.0f);
    assertThat(settings.get(CoapConfig.MAX_RETRANSMIT)).isEqualTo(MAX_RETRANSMIT);
    settings.set(CoapConfig.ACK_TIMEOUT, ACK_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    ExchangeMemory memory = new ExchangeMemory(limits.rememberedBytes(), protocolSettings);
    GatewayMeters meters =
        new GatewayMeters("silent", new SimpleMeterRegistry(), new InFlight(1, 1), memory);
    FaultLog faults = new FaultLog("silent");
    listeners =
        new Listeners(
            new Connectors(
                "silent",
                settings,
                CoapSettings.sockets(limits),
                memory,
                new IntakeReport(meters, faults, new RestartReport(meters, faults).supervisor())),
            settings,
            direct,
            timer,
            this,
            Optional.empty(),
            new StackFactory(new Uploads(limits.uploads(), () -> 0, outcome -> {}), null),
            new WireTap());
    listeners.open(
        new ListenerSpec(ListenerSpec.Protocol.coap, 0, null),
        InetAddress.getLoopbackAddress(),
        ListenerCredentials.NONE,
        KeptSessions.NONE);
  }

  @AfterEach
  void close() {
    listeners.close();
    timer.shutdownNow();
    direct.shutdownNow();
  }

  @Override
  public void deliverRequest(Exchange exchange) {
    exchange.sendAccept();
    Response response = new Response(ResponseCode.CHANGED);
    response.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onTimeout() {
            end.complete("timeout");
          }
        });
    exchange.sendResponse(response);
  }

  @Override
  public void deliverResponse(Exchange exchange, Response response) {
    throw new AssertionError("nobody has asked");
  }

  @Test // A4
  void aResponseIsSentFiveTimesAndThenGivenUp() throws Exception {
    open(ProtocolSettings.RFC_7252);
    try (RawPeer peer = new RawPeer(listeners.addresses().get(0))) {
      peer.send(Datagram.post(1, 7, "/a", "1"));
      assertThat(peer.receive().codeText()).isEqualTo("0.00");
      byte[] response = peer.receiveBytes();

      for (int copy = 0; copy < MAX_RETRANSMIT; copy++) {
        assertThat(peer.receiveBytes()).isEqualTo(response);
      }
      assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo("timeout");
      assertThat(peer.receiveBytes(A_WHILE)).isEmpty();
      assertThat(Datagram.read(response).type()).isEqualTo(Datagram.CON);
      assertThat(Datagram.read(response).codeText()).isEqualTo("2.04");
    }
  }

  @Test // A10: RFC 7252 section 4.7, beyond the seed
  void withCongestionControlResponsesWaitForTheAcknowledgementOfOthers() throws Exception {
    open(
        new ProtocolSettings(
            Lifetimes.RFC_7252, Deduplication.FULL, 1, CongestionControlMode.COCOA));
    try (RawPeer peer = new RawPeer(listeners.addresses().get(0))) {
      peer.send(Datagram.post(1, 7, "/a", "1"));
      assertThat(peer.receive().mid()).as("an empty acknowledgement").isEqualTo(1);
      Datagram first = peer.receive();
      peer.send(Datagram.post(2, 8, "/a", "2"));
      peer.send(Datagram.empty(Datagram.CON, 3));
      List<Datagram> before = new ArrayList<>();
      Datagram next = peer.receive();
      for (; next.type() != Datagram.RST; next = peer.receive()) {
        before.add(next);
      }
      assertThat(before).extracting(Datagram::mid).contains(2).isSubsetOf(2, first.mid());

      peer.send(Datagram.empty(Datagram.ACK, first.mid()));
      next = peer.receive();
      while (next.mid() == first.mid()) {
        next = peer.receive();
      }

      assertThat(next.type()).isEqualTo(Datagram.CON);
      assertThat(next.token()).containsExactly(0, 8);
    }
  }
}
