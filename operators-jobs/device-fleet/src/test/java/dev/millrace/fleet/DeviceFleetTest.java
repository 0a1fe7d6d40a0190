package dev.millrace.fleet;

import static dev.millrace.fleet.FaultyGateway.CHANGED;
import static dev.millrace.fleet.FaultyGateway.UNAVAILABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.fleet.FaultyGateway.Request;
import dev.millrace.fleet.device.DeviceLimits;
import dev.millrace.fleet.exchange.CoapTimes;
import dev.millrace.fleet.log.FleetLog;
import dev.millrace.fleet.log.LoggedExchange;
import dev.millrace.fleet.log.MemoryFleetLog;
import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.PayloadHash;
import dev.millrace.fleet.log.PeerAddress;
import dev.millrace.fleet.log.SentExchange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeviceFleetTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static DeviceFleetSpec spec(int devices, boolean confirmable, double rate, String time) {
    return Fleets.spec(Protocol.coap, devices, confirmable, rate, time);
  }

  private static FleetStats finish(DeviceFleet fleet) {
    return fleet.finished().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  private static void addsUp(FleetStats stats, MemoryFleetLog log) {
    assertThat(stats.sent())
        .isEqualTo(
            stats.acknowledged()
                + stats.refusals()
                + stats.reset()
                + stats.unknown()
                + stats.outstanding());
    assertThat(log.size()).isEqualTo((int) stats.sent());
  }

  /** I1 of coap-gateway.md: losses are reported exactly. */
  @Test
  void everyTenthReplyLostIsEveryTenthExchangeUnknown() throws Exception {
    MemoryFleetLog log = new MemoryFleetLog();
    try (FaultyGateway gateway =
            new FaultyGateway(
                (server, request) -> {
                  if (server.requests.size() % 10 != 0) {
                    server.respond(request, CHANGED);
                  }
                });
        DeviceFleet fleet =
            Fleets.start(spec(50, true, 10, "1s"), gateway.address(), Fleets.IMPATIENT, log)) {
      FleetStats stats = finish(fleet);

      addsUp(stats, log);
      assertThat(stats.sent() + stats.skipped()).isEqualTo(500);
      assertThat(gateway.requests).hasSize((int) stats.sent());
      assertThat(stats.unknown()).isEqualTo(stats.sent() / 10);
      assertThat(stats.acknowledged()).isEqualTo(stats.sent() - stats.sent() / 10);
      assertThat(stats.retransmissions()).isZero();
      assertThat(stats.outstanding()).isZero();
      for (int i = 0; i < gateway.requests.size(); i++) {
        LoggedExchange logged = find(log, gateway.requests.get(i));
        assertThat(logged.outcome())
            .isEqualTo((i + 1) % 10 == 0 ? Outcome.UNKNOWN : Outcome.ACKNOWLEDGED);
      }
    }
  }

  @Test
  void retransmissionRepairsLossWithoutANewExchange() throws Exception {
    AtomicInteger dropped = new AtomicInteger();
    MemoryFleetLog log = new MemoryFleetLog();
    try (FaultyGateway gateway =
            new FaultyGateway(
                (server, request) -> {
                  if (request.arrival() == 2 || server.requests.size() % 10 != 0) {
                    server.respond(request, CHANGED);
                  } else {
                    dropped.incrementAndGet();
                  }
                });
        DeviceFleet fleet =
            Fleets.start(spec(50, true, 5, "1s"), gateway.address(), Fleets.QUICK, log)) {
      FleetStats stats = finish(fleet);

      addsUp(stats, log);
      assertThat(stats.acknowledged()).isEqualTo(250);
      assertThat(stats.sent()).isEqualTo(250);
      assertThat(dropped.get()).isGreaterThan(10);
      assertThat(stats.retransmissions()).isGreaterThanOrEqualTo(dropped.get());
      assertThat(gateway.distinct()).hasSize(250);
      assertThat(gateway.requests).hasSize(250 + (int) stats.retransmissions());
      Map<String, Request> first = new HashMap<>();
      for (Request request : gateway.requests) {
        Request before = first.putIfAbsent(HexFormat.of().formatHex(request.token()), request);
        if (before != null) {
          assertThat(request.id()).isEqualTo(before.id());
          assertThat(request.peer()).isEqualTo(before.peer());
          assertThat(request.payload()).isEqualTo(before.payload());
        }
      }
    }
  }

  @Test
  void eachDeviceHasItsOwnSocketAndTheLogKnowsWhatTheGatewaySaw() throws Exception {
    MemoryFleetLog log = new MemoryFleetLog();
    try (FaultyGateway gateway =
            new FaultyGateway((server, request) -> server.respond(request, CHANGED));
        DeviceFleet fleet =
            Fleets.start(spec(40, false, 5, "1s"), gateway.address(), Fleets.QUICK, log)) {
      FleetStats stats = finish(fleet);

      assertThat(stats.acknowledged()).isEqualTo(200);
      assertThat(gateway.requests.stream().map(Request::peer).distinct()).hasSize(40);
      assertThat(gateway.requests).noneMatch(Request::confirmable);
      for (Request request : gateway.requests) {
        LoggedExchange logged = find(log, request);
        assertThat(logged.sent().payloadHash()).isEqualTo(PayloadHash.of(request.payload()));
        assertThat(logged.sent().payloadLength()).isEqualTo(request.payload().length);
        assertThat(new String(request.payload(), UTF_8))
            .startsWith("{\"d\":" + logged.sent().device() + ",\"n\":");
      }
      assertThat(stats.p50()).isPositive().isLessThanOrEqualTo(stats.p99());
      assertThat(stats.p99()).isLessThanOrEqualTo(stats.max());
    }
  }

  /** Same manifest and seed: the same bytes from the same devices, and the same tokens and MIDs. */
  @Test
  void aFleetSendsTheSameAgain() throws Exception {
    List<List<SentExchange>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      MemoryFleetLog log = new MemoryFleetLog();
      try (FaultyGateway gateway =
              new FaultyGateway((server, request) -> server.respond(request, CHANGED));
          DeviceFleet fleet =
              Fleets.start(spec(20, true, 10, "1s"), gateway.address(), Fleets.QUICK, log)) {
        assertThat(finish(fleet).skipped()).isZero();
        List<SentExchange> exchanges = new ArrayList<>();
        log.forEach(logged -> exchanges.add(logged.sent()));
        runs.add(exchanges);
      }
    }

    assertThat(runs.get(0).stream().map(DeviceFleetTest::timeless))
        .hasSize(200)
        .containsExactlyInAnyOrderElementsOf(
            runs.get(1).stream().map(DeviceFleetTest::timeless).toList());
  }

  private static List<Object> timeless(SentExchange sent) {
    return List.of(sent.device(), sent.token(), sent.messageId(), sent.payloadHash());
  }

  /** The gateway repeats its separate response until it is acknowledged, and each copy is. */
  @Test
  void separateResponsesAreAcceptedAndTheirCopiesAcknowledged() throws Exception {
    MemoryFleetLog log = new MemoryFleetLog();
    try (FaultyGateway gateway =
            new FaultyGateway(
                (server, request) -> {
                  if (request.arrival() == 1) {
                    server.acknowledge(request);
                    int id = server.respondSeparately(request, CHANGED);
                    server.respondSeparately(request, CHANGED, id);
                  }
                });
        DeviceFleet fleet =
            Fleets.start(spec(10, true, 5, "10m"), gateway.address(), Fleets.QUICK, log)) {
      await().until(() -> gateway.acknowledged.size() >= 100);
      FleetStats stats = fleet.stop(PATIENCE);

      addsUp(stats, log);
      assertThat(stats.acknowledged()).isEqualTo(stats.sent());
      assertThat(stats.unexpected()).isZero();
      assertThat(gateway.acknowledged)
          .as("a Reset is noted as a negative number")
          .allMatch(id -> id > 0);
    }
  }

  @Test
  void after503EachDeviceRepeatsTheSameReading() throws Exception {
    MemoryFleetLog log = new MemoryFleetLog();
    try (FaultyGateway gateway =
            new FaultyGateway(
                (server, request) -> {
                  boolean first =
                      server.requests.stream()
                              .filter(other -> other.peer().equals(request.peer()))
                              .count()
                          == 1;
                  // Max-Age is option 14: delta 13 + 1, length 1.
                  if (first) {
                    server.respond(request, UNAVAILABLE, 0xd1, 0x01, 0x01);
                  } else {
                    server.respond(request, CHANGED);
                  }
                });
        DeviceFleet fleet =
            Fleets.start(spec(10, true, 1, "1s"), gateway.address(), Fleets.QUICK, log)) {
      FleetStats stats = finish(fleet);

      addsUp(stats, log);
      assertThat(stats.refused()).isEqualTo(Map.of("5.03", 10L));
      assertThat(stats.acknowledged()).isEqualTo(10);
      assertThat(stats.repeats()).isEqualTo(10);
      Map<Integer, Long> refused = new HashMap<>();
      log.forEach(
          logged -> {
            if (logged.outcome() == Outcome.REFUSED) {
              refused.put(logged.sent().device(), logged.sent().payloadHash());
            } else {
              assertThat(logged.sent().payloadHash())
                  .isEqualTo(refused.get(logged.sent().device()));
              assertThat(logged.sent().repeat()).isEqualTo(1);
            }
          });
    }
  }

  @Test
  void aResetRefusesAndSilenceIsUnknown() throws Exception {
    try (FaultyGateway gateway =
            new FaultyGateway(
                (server, request) -> {
                  if (request.id() % 2 == 0) {
                    server.reset(request);
                  }
                });
        DeviceFleet fleet =
            Fleets.start(
                spec(20, true, 2, "1s"),
                gateway.address(),
                Fleets.IMPATIENT,
                new MemoryFleetLog())) {
      FleetStats stats = finish(fleet);

      long even = gateway.requests.stream().filter(request -> request.id() % 2 == 0).count();
      assertThat(stats.reset()).isEqualTo(even).isPositive();
      assertThat(stats.unknown()).isEqualTo(stats.sent() - even).isPositive();
    }
  }

  /** Nobody listens: the system says so by ICMP, and the fleet must live on and count. */
  @Test
  void aGatewayThatIsNotThereMakesEverythingUnknown() throws Exception {
    InetSocketAddress nobody;
    try (FaultyGateway gateway = new FaultyGateway((server, request) -> {})) {
      nobody = gateway.address();
    }
    try (DeviceFleet fleet =
        Fleets.start(spec(5, true, 2, "1s"), nobody, Fleets.IMPATIENT, new MemoryFleetLog())) {
      FleetStats stats = finish(fleet);

      assertThat(stats.unknown()).isEqualTo(stats.sent()).isPositive();
    }
  }

  @Test
  void answersThatComeWhileTheFleetStopsStillCount() throws Exception {
    try (FaultyGateway gateway = new FaultyGateway((server, request) -> {});
        DeviceFleet fleet =
            Fleets.start(
                new FleetConfig(
                    "sensors",
                    spec(5, true, 100, null),
                    gateway.address(),
                    Map.of(),
                    Path.of("none")),
                new MemoryFleetLog())) {
      await().until(() -> gateway.requests.size() == 5);
      CompletableFuture<FleetStats> stopped =
          CompletableFuture.supplyAsync(() -> fleet.stop(PATIENCE));
      await().until(() -> fleet.stats().skipped() > 0);
      assertThat(stopped).isNotDone();
      for (Request request : gateway.requests) {
        gateway.respond(request, CHANGED);
      }
      FleetStats stats = stopped.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

      assertThat(stats.acknowledged()).isEqualTo(5);
      assertThat(stats.sent()).isEqualTo(5);
    }
  }

  @Test
  void stoppingWaitsForAnswersButNotForEver() throws Exception {
    MemoryFleetLog log = new MemoryFleetLog();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    FleetConfig config;
    try (FaultyGateway gateway = new FaultyGateway((server, request) -> {})) {
      config =
          new FleetConfig(
              "sensors",
              spec(5, true, 100, null),
              gateway.address(),
              Map.of(),
              Path.of("none"),
              CoapTimes.RFC_7252,
              DeviceLimits.DEFAULT);
      DeviceFleet fleet = DeviceFleet.start(config, log, registry, Clock.systemUTC());
      await().until(() -> fleet.stats().outstanding() == 5);
      assertThat(registry.get("millrace.fleet.outstanding").gauge().value()).isEqualTo(5);
      FleetStats stats = fleet.stop(Duration.ofMillis(50));

      addsUp(stats, log);
      assertThat(stats.unknown()).isEqualTo(5);
      assertThat(stats.outstanding()).isZero();
      log.forEach(logged -> assertThat(logged.outcome()).isEqualTo(Outcome.UNKNOWN));
      assertThat(registry.getMeters()).as("the meters go with the fleet").isEmpty();
      assertThat(fleet.stop(Duration.ZERO).sent()).as("again").isEqualTo(stats.sent());
    }
  }

  @Test
  void aLogThatFailsMakesTheFleetFailVisibly() throws Exception {
    FleetLog full =
        new FleetLog() {
          @Override
          public long sent(SentExchange exchange) {
            throw new IllegalStateException("no space left on device");
          }

          @Override
          public void ended(
              long reference, SentExchange exchange, Outcome outcome, int code, long roundTrip) {}

          @Override
          public void close() {}
        };
    try (FaultyGateway gateway = new FaultyGateway((server, request) -> {});
        DeviceFleet fleet =
            Fleets.start(spec(1, true, 100, null), gateway.address(), Fleets.QUICK, full)) {
      assertThatThrownBy(() -> finish(fleet))
          .isInstanceOf(CompletionException.class)
          .hasRootCauseMessage("no space left on device");
      assertThatThrownBy(() -> fleet.stop(PATIENCE))
          .hasMessageContaining("no space left on device");
      assertThat(gateway.requests).as("nothing is sent that is not logged").isEmpty();
    }
  }

  private static LoggedExchange find(MemoryFleetLog log, Request request) {
    String peer = PeerAddress.text((InetSocketAddress) request.peer());
    return log.find(peer, request.token(), request.id()).orElseThrow();
  }
}
