package dev.millrace.gateway.downlink;

import dev.millrace.gateway.downlink.CommandResult.Outcome;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.Endpoint;
import org.eclipse.californium.elements.AddressEndpointContext;

/**
 * Sends commands to devices, a few at a time to each, and tells the result of each once. It takes
 * place on the threads of the CoAP stack and of the caller; nothing waits.
 */
final class CommandSender {
  private final DeviceDirectory devices;
  private final Supplier<Optional<Endpoint>> plain;
  private final PeerTurns turns;
  private final DeviceObservations observations;
  private final Duration timeout;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private final BiConsumer<Received, CommandResult> results;

  /**
   * @param plain the listener from which explicit addresses are reached, if there is one
   * @param turns of the devices
   * @param timeout of commands that name none
   * @param results is told what came of a command
   */
  CommandSender(
      DeviceDirectory devices,
      Supplier<Optional<Endpoint>> plain,
      PeerTurns turns,
      DeviceObservations observations,
      Duration timeout,
      ScheduledExecutorService timer,
      Clock clock,
      BiConsumer<Received, CommandResult> results) {
    this.devices = devices;
    this.plain = plain;
    this.turns = turns;
    this.observations = observations;
    this.timeout = timeout;
    this.timer = timer;
    this.clock = clock;
    this.results = results;
  }

  void send(Received command) {
    if (command.problem() != null) {
      tell(command, Outcome.invalid, command.problem());
      return;
    }
    Optional<URI> address = command.command().address();
    Optional<Device> device =
        address.isPresent() ? at(address.get()) : devices.find(command.device());
    if (device.isPresent()) {
      InetSocketAddress peer = device.get().peer().getPeerAddress();
      turns.add(peer, () -> send(command, device.get(), peer));
    } else if (address.isPresent()) {
      tell(command, Outcome.failed, "no listener of coap, or no such host: " + address.get());
    } else {
      tell(command, Outcome.unknown, "no device '" + command.device() + "' has been heard");
    }
  }

  private Optional<Device> at(URI address) {
    InetSocketAddress peer = new InetSocketAddress(address.getHost(), address.getPort());
    return peer.isUnresolved()
        ? Optional.empty()
        : plain.get().map(endpoint -> new Device(endpoint, new AddressEndpointContext(peer)));
  }

  private void send(Received command, Device device, InetSocketAddress peer) {
    long left =
        command.timestampMillis()
            + command.command().timeout().orElse(timeout).toMillis()
            - clock.millis();
    if (left <= 0) {
      turnIsOver(command, peer, CommandResult.of(command, Outcome.timeout, "never sent"));
      return;
    }
    Request request;
    try {
      request = request(command.command(), device);
      switch (command.command().observe()) {
        case NO -> {}
        case BEGIN -> observations.begin(command, device, request);
        case END -> observations.end(command, device, request);
      }
    } catch (IllegalArgumentException e) {
      turnIsOver(command, peer, CommandResult.of(command, Outcome.invalid, e.getMessage()));
      return;
    }
    CommandWatch watch = new CommandWatch(command, result -> turnIsOver(command, peer, result));
    request.addMessageObserver(watch);
    try {
      watch.limit(timer.schedule(() -> watch.timeUp(request), left, TimeUnit.MILLISECONDS));
      device.endpoint().sendRequest(request);
    } catch (RuntimeException e) {
      // The turn must end in any case, or the device would get no command any more.
      watch.onSendError(e);
    }
  }

  private static Request request(Command command, Device device) {
    Request request = new Request(command.method());
    // More than an address: of a device that came by DTLS it names the session.
    request.setDestinationContext(device.peer());
    URI path = URI.create("coap://device" + command.path());
    request.getOptions().setUriPath(path.getPath());
    if (path.getQuery() != null) {
      request.getOptions().setUriQuery(path.getQuery());
    }
    if (command.payload().length > 0) {
      request.setPayload(command.payload());
      request.getOptions().setContentFormat(command.format());
    }
    return request;
  }

  private void turnIsOver(Received command, InetSocketAddress peer, CommandResult result) {
    results.accept(command, result);
    turns.done(peer);
  }

  private void tell(Received command, Outcome outcome, String detail) {
    results.accept(command, CommandResult.of(command, outcome, detail));
  }
}
