package dev.millrace.fleet;

import dev.millrace.fleet.device.ArrivalSchedule;
import dev.millrace.fleet.device.DeviceIdentity;
import dev.millrace.fleet.device.DeviceOutlet;
import dev.millrace.fleet.device.FleetTime;
import dev.millrace.fleet.device.SimulatedDevice;
import dev.millrace.fleet.exchange.ExchangeRules;
import dev.millrace.fleet.message.MessageIds;
import dev.millrace.fleet.message.RequestEncoder;
import dev.millrace.fleet.message.Tokens;
import dev.millrace.fleet.payload.DeviceContext;
import dev.millrace.fleet.payload.Seeds;
import dev.millrace.fleet.transport.DtlsTransport;
import dev.millrace.fleet.transport.Transport;
import dev.millrace.fleet.transport.UdpTransport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Builds the devices of a checked fleet. */
final class FleetAssembly {
  private static final int MESSAGE_IDS = 1 << 16;

  private final FleetConfig config;
  private final FleetPlan plan;
  private final Clock clock;

  FleetAssembly(FleetConfig config, FleetPlan plan, Clock clock) {
    this.config = config;
    this.plan = plan;
    this.clock = clock;
  }

  Transport openTransport() throws IOException {
    if (!plan.secure()) {
      return UdpTransport.open(plan.devices(), config.gateway());
    }
    // By name, since not every map has an order of its own.
    List<Map.Entry<String, byte[]>> identities =
        config.identities().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    return DtlsTransport.open(plan.devices(), config.gateway(), identities);
  }

  List<SimulatedDevice> devices(Transport transport, FleetTime time, DeviceOutlet outlet) {
    ExchangeRules rules = new ExchangeRules(config.times());
    Duration lifetime =
        plan.confirmable() ? config.times().exchangeLifetime() : config.times().nonLifetime();
    // No device has the number -1: this stream is the fleet's own.
    Tokens tokens = new Tokens(Seeds.of(plan.seed(), -1).stream("tokens").nextLong());
    return IntStream.range(0, plan.devices())
        .mapToObj(
            number -> {
              Seeds seeds = Seeds.of(plan.seed(), number);
              int firstId = seeds.stream("message ids").nextInt(MESSAGE_IDS);
              DeviceIdentity identity =
                  new DeviceIdentity(
                      number,
                      transport.local(number),
                      new RequestEncoder(
                          plan.method(),
                          plan.confirmable(),
                          plan.paths().path(number),
                          plan.payload().format().contentFormat()),
                      new MessageIds(firstId, lifetime.toNanos()),
                      tokens);
              return new SimulatedDevice(
                  identity,
                  plan.payload()
                      .readings(
                          new DeviceContext(number, plan.paths().variables(number), seeds, clock)),
                  new ArrivalSchedule(plan.phases(), seeds.stream("arrivals")),
                  rules,
                  plan.confirmable(),
                  seeds.stream("time-outs"),
                  config.limits(),
                  time,
                  outlet);
            })
        .toList();
  }
}
