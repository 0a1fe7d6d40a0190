package dev.millrace.fleet.device;

import dev.millrace.api.GeneratorSpec;
import dev.millrace.fleet.check.Problems;
import dev.millrace.fleet.exchange.CoapTimes;
import dev.millrace.fleet.exchange.ExchangeRules;
import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.SentExchange;
import dev.millrace.fleet.message.MessageIds;
import dev.millrace.fleet.message.Reply;
import dev.millrace.fleet.message.RequestEncoder;
import dev.millrace.fleet.message.Tokens;
import dev.millrace.fleet.payload.DeviceContext;
import dev.millrace.fleet.payload.PayloadCompiler;
import dev.millrace.fleet.payload.Seeds;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.Message;
import org.eclipse.californium.core.network.serialization.UdpDataParser;

/** A device without sockets, whose time is moved by the test. */
final class VirtualDevice implements DeviceOutlet {
  static final long SECOND = 1_000_000_000L;

  record End(Outcome outcome, int code, long roundTrip) {}

  final List<SentExchange> sent = new ArrayList<>();
  final List<End> ended = new ArrayList<>();
  final List<Message> transmitted = new ArrayList<>();
  final List<Long> transmissionTimes = new ArrayList<>();
  final SimulatedDevice device;
  int retransmissions;
  int repeats;
  int skipped;
  int unexpected;
  long now;

  VirtualDevice(boolean confirmable, List<Phase> phases, DeviceLimits limits) {
    Seeds seeds = Seeds.of(7, 0);
    GeneratorSpec sequence = new GeneratorSpec(null, null, null, null, null, null, true, null);
    var readings =
        new PayloadCompiler(new Problems(), Map.of(), Path.of(""))
            .compile(null, Map.of("n", sequence), "spec.format", "spec.payload")
            .orElseThrow()
            .readings(new DeviceContext(0, Map.of(), seeds, Clock.systemUTC()));
    device =
        new SimulatedDevice(
            new DeviceIdentity(
                0,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000),
                new RequestEncoder(CoAP.Code.POST, confirmable, List.of("a"), 50),
                new MessageIds(65_535, CoapTimes.RFC_7252.exchangeLifetime().toNanos()),
                new Tokens(99)),
            readings,
            new ArrivalSchedule(phases, seeds.stream("arrivals")),
            new ExchangeRules(CoapTimes.RFC_7252),
            confirmable,
            seeds.stream("time-outs"),
            limits,
            new FleetTime(0),
            this);
  }

  /** Runs the device whenever it wants to, up to {@code until}. */
  VirtualDevice runUntil(long until) {
    while (device.wake() <= until) {
      now = Math.max(now, device.wake());
      device.run(now);
    }
    now = until;
    return this;
  }

  void reply(Reply.Kind kind, int messageId, long token, int code, long maxAge) {
    device.receive(new Reply(kind, messageId, token, code, maxAge), now);
  }

  SentExchange last() {
    return sent.getLast();
  }

  @Override
  public void transmit(int number, byte[] datagram) {
    transmitted.add(new UdpDataParser().parseMessage(datagram));
    transmissionTimes.add(now);
  }

  @Override
  public long sent(SentExchange exchange) {
    sent.add(exchange);
    return sent.size() - 1L;
  }

  @Override
  public void ended(
      long reference, SentExchange exchange, Outcome outcome, int code, long roundTripNanos) {
    if (!sent.get((int) reference).equals(exchange)) {
      throw new AssertionError("reference " + reference + " is not that of " + exchange);
    }
    ended.add(new End(outcome, code, roundTripNanos));
  }

  @Override
  public void retransmitted() {
    retransmissions++;
  }

  @Override
  public void repeated() {
    repeats++;
  }

  @Override
  public void skipped(int readings) {
    skipped += readings;
  }

  @Override
  public void unexpected() {
    unexpected++;
  }
}
