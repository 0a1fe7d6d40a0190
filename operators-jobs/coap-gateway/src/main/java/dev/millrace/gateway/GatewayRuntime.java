package dev.millrace.gateway;

import dev.millrace.gateway.admission.AnswerBound;
import dev.millrace.gateway.socket.ReceiveThreadExecutor;
import dev.millrace.gateway.supervision.Supervisor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.config.Configuration;

/**
 * What everything in a gateway runs on and reports to: threads, who supervises them, the memory of
 * past requests, and meters.
 */
final class GatewayRuntime implements AutoCloseable {
  private final String name;
  private final Limits limits;
  private final ProtocolSettings protocol;
  private final InFlight inFlight;
  private final Workers workers;
  private final ReceiveThreadExecutor direct;
  private final ScheduledThreadPoolExecutor timer;
  private final ExchangeMemory memory;
  private final GatewayMeters meters;
  private final FaultLog faults;
  private final Supervisor supervisor;

  /**
   * @param name of the gateway; in log lines, thread names and meters
   */
  GatewayRuntime(String name, Limits limits, ProtocolSettings protocol, MeterRegistry registry) {
    this.name = name;
    this.limits = limits;
    this.protocol = protocol;
    inFlight = new InFlight(limits.maxInFlight(), limits.maxInFlightBytes());
    workers = Workers.of(name, limits);
    direct = new ReceiveThreadExecutor("gateway-later-" + name);
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("gateway-timer-" + name).daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    memory = new ExchangeMemory(limits.rememberedBytes(), protocol);
    meters = new GatewayMeters(name, registry, inFlight, memory);
    faults = new FaultLog(name);
    supervisor = new RestartReport(meters, faults).supervisor();
    everySecond("memory", memory::sweep);
  }

  /**
   * Has a task done every second, also after it has failed.
   *
   * @param part by which its failures are counted
   */
  void everySecond(String part, Runnable task) {
    var unused =
        timer.scheduleWithFixedDelay(supervisor.permanent(part, task), 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Makes listeners, of which none is open yet.
   *
   * @param bound of what plain ones answer
   */
  Listeners listeners(
      MessageDeliverer deliverer, Optional<AnswerBound> bound, StackFactory stacks) {
    Configuration settings = CoapSettings.of(limits, protocol);
    return new Listeners(
        new Connectors(
            name,
            settings,
            CoapSettings.sockets(limits),
            memory,
            new IntakeReport(meters, faults, supervisor)),
        settings,
        direct,
        timer,
        deliverer,
        bound,
        stacks,
        new WireTap());
  }

  InFlight inFlight() {
    return inFlight;
  }

  Workers workers() {
    return workers;
  }

  /** For what is to be done later; what it does takes no time. */
  ScheduledThreadPoolExecutor timer() {
    return timer;
  }

  ExchangeMemory memory() {
    return memory;
  }

  GatewayMeters meters() {
    return meters;
  }

  FaultLog faults() {
    return faults;
  }

  Supervisor supervisor() {
    return supervisor;
  }

  /** Waits until the workers have done what they have taken, and lets them take nothing more. */
  void finishWork(Duration bound) throws InterruptedException {
    workers.close(bound);
  }

  /** Ends all threads, and takes the gauges out of the registry. */
  @Override
  public void close() {
    workers.shutdownNow();
    timer.shutdownNow();
    direct.shutdownNow();
    meters.close();
  }
}
