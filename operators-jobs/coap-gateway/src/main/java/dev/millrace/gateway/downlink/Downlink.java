package dev.millrace.gateway.downlink;

import dev.millrace.gateway.publish.Delivery;
import dev.millrace.gateway.publish.DeliveryFailure;
import dev.millrace.gateway.publish.OutgoingRecord;
import dev.millrace.gateway.publish.RecordPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.californium.core.network.Endpoint;
import org.eclipse.californium.core.network.Exchange;

/**
 * Carries commands out and writes their results. A command is done with when its result is in the
 * log; one that is not when the gateway ends is carried out again by the next. So each is carried
 * out at least once or has timed out.
 */
public final class Downlink {
  private static final long RETRY_MILLIS = 1000;

  private final DownlinkSettings settings;
  private final RecordPublisher publisher;
  private final ScheduledThreadPoolExecutor timer;
  private final Clock clock;
  private final DeviceDirectory devices;
  private final CommandReader reader;
  private final DownlinkMeters meters;

  private Downlink(
      DownlinkSettings settings,
      RecordPublisher publisher,
      Supplier<Optional<Endpoint>> plain,
      MeterRegistry registry,
      ScheduledThreadPoolExecutor timer,
      Clock clock) {
    this.settings = settings;
    this.publisher = publisher;
    this.timer = timer;
    this.clock = clock;
    devices = new DeviceDirectory(settings.maxDevices());
    DeviceObservations observations =
        new DeviceObservations(settings.maxDevices(), timer, this::tell);
    CommandSender sender =
        new CommandSender(
            devices,
            plain,
            new PeerTurns(settings.nstart()),
            observations,
            settings.timeout(),
            timer,
            clock,
            this::write);
    reader = new CommandReader(settings, sender::send);
    meters =
        new DownlinkMeters(
            settings.name(), registry, reader::open, devices::size, observations::size);
  }

  /**
   * Begins to read commands, on a thread of its own.
   *
   * @param publisher that knows the topic of the results
   * @param plain the listener from which explicit addresses are reached, if there is one
   */
  public static Downlink open(
      DownlinkSettings settings,
      RecordPublisher publisher,
      Supplier<Optional<Endpoint>> plain,
      MeterRegistry registry,
      ScheduledThreadPoolExecutor timer,
      Clock clock) {
    Downlink opened = new Downlink(settings, publisher, plain, registry, timer, clock);
    opened.reader.start();
    return opened;
  }

  /** A device of this name has sent a request that was found good. */
  public void heard(String name, Exchange exchange) {
    devices.heard(
        name, new Device(exchange.getEndpoint(), exchange.getRequest().getSourceContext()));
  }

  /**
   * A state of an observed resource. It is given up if the log cannot take it: the next one says
   * more, and nobody knows how many there would be to keep.
   */
  private void tell(Received command, CommandResult state) {
    meters.ended(state.outcome());
    publisher.publish(
        outgoing(command, state),
        new Delivery() {
          @Override
          public void acknowledged() {}

          @Override
          public void failed(DeliveryFailure failure) {
            meters.notTold();
          }
        });
  }

  private OutgoingRecord outgoing(Received command, CommandResult result) {
    return new OutgoingRecord(
        settings.results(), command.key(), result.json(), clock.millis(), List.of());
  }

  private void write(Received command, CommandResult result) {
    meters.ended(result.outcome());
    publish(command, outgoing(command, result));
  }

  private void publish(Received command, OutgoingRecord outgoing) {
    publisher.publish(
        outgoing,
        new Delivery() {
          @Override
          public void acknowledged() {
            reader.done(command);
          }

          @Override
          public void failed(DeliveryFailure failure) {
            again(command, outgoing, failure);
          }
        });
  }

  /** A result is not given up; as the command stays open until then, there are not many. */
  private void again(Received command, OutgoingRecord outgoing, DeliveryFailure failure) {
    if (failure.kind() == DeliveryFailure.Kind.TOO_LARGE) {
      publish(
          command,
          new OutgoingRecord(
              outgoing.topic(),
              outgoing.key(),
              CommandResult.of(command, CommandResult.Outcome.answered, "too large for the topic")
                  .json(),
              outgoing.timestampMillis(),
              outgoing.headers()));
      return;
    }
    try {
      var unused =
          timer.schedule(() -> publish(command, outgoing), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The gateway has ended; the command was not committed, so the next one does it again.
    }
  }

  /** Reads nothing more, and commits what is done. What is open goes on for as long as it can. */
  public void close() throws InterruptedException {
    reader.close();
    meters.close();
  }
}
