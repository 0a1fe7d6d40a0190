package dev.millrace.gateway;

import dev.millrace.gateway.publish.Delivery;
import dev.millrace.gateway.publish.DeliveryFailure;
import dev.millrace.gateway.publish.OutgoingRecord;
import dev.millrace.gateway.publish.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.BiConsumer;
import org.eclipse.californium.core.network.Exchange;

/** Handles routed requests. Kafka's answer becomes the device's. */
final class RequestHandler {
  private final MessageExaminer examiner;
  private final ReadHandler reads;
  private final BiConsumer<String, Exchange> heard;
  private final RecordPublisher publisher;
  private final GatewayMeters meters;
  private final FaultLog faults;
  private final Clock clock;

  /**
   * @param heard is told the names of who sends what is accepted
   */
  RequestHandler(
      MessageExaminer examiner,
      ReadHandler reads,
      BiConsumer<String, Exchange> heard,
      RecordPublisher publisher,
      GatewayMeters meters,
      FaultLog faults,
      Clock clock) {
    this.examiner = examiner;
    this.reads = reads;
    this.heard = heard;
    this.publisher = publisher;
    this.meters = meters;
    this.faults = faults;
    this.clock = clock;
  }

  /**
   * Whether {@link #handle} takes some microseconds at most, so that the thread that receives may
   * do it. It never waits: records are sent by a thread of the publisher's.
   */
  boolean isQuick(Routing routing) {
    return !(routing instanceof Routing.ToResource resource)
        || examiner.isQuick(resource.message());
  }

  /** Answers the request or has it answered. A fault, even an Error, ends this request only. */
  void handle(PendingRequest pending, Routing routing) {
    guard(pending, routing, () -> dispatch(pending, routing));
  }

  private void guard(PendingRequest pending, Routing routing, Runnable step) {
    try {
      step.run();
    } catch (Throwable fault) {
      faults.report(routing.resource(), fault);
      pending.refuse(new Verdict.Refused(RefusalReason.FAULT, "the gateway failed"));
    }
  }

  private void dispatch(PendingRequest pending, Routing routing) {
    switch (routing) {
      case Routing.Nowhere nowhere -> pending.refuse(nowhere.refused());
      case Routing.ToDiscovery discovery ->
          pending.links(discovery.links().list(discovery.filter()));
      case Routing.ToReadable read ->
          // An observation is a part of the exchange's state, which only its executor touches.
          pending
              .exchange()
              .execute(() -> guard(pending, routing, () -> reads.handle(pending, read)));
      case Routing.ToResource resource -> {
        meters.received(resource.resource(), resource.message().payload().length);
        switch (examiner.examine(resource.message(), clock.millis())) {
          case Verdict.Refused refused -> pending.refuse(refused);
          case Verdict.Accepted accepted -> {
            hear(resource.message(), accepted.outgoing(), pending.exchange());
            publisher.publish(accepted.outgoing(), new Answering(pending));
          }
        }
      }
    }
  }

  /** A device is known by its identity, and by the record key of what it may send. */
  private void hear(DeviceMessage message, OutgoingRecord outgoing, Exchange exchange) {
    if (!message.identity().isEmpty()) {
      heard.accept(message.identity(), exchange);
    }
    if (outgoing.key() != null) {
      heard.accept(new String(outgoing.key(), StandardCharsets.UTF_8), exchange);
    }
  }

  private record Answering(PendingRequest pending) implements Delivery {
    @Override
    public void acknowledged() {
      pending.changed();
    }

    @Override
    public void failed(DeliveryFailure failure) {
      pending.refuse(
          switch (failure.kind()) {
            case UNREACHABLE ->
                new Verdict.Refused(RefusalReason.BROKER_UNREACHABLE, "the broker is unreachable");
            case NOT_KEPT ->
                new Verdict.Refused(
                    RefusalReason.NOT_SPOOLED, "the broker is unreachable and the spool full");
            case UNCERTAIN ->
                new Verdict.Refused(
                    RefusalReason.NOT_ACKNOWLEDGED, "the broker did not acknowledge in time");
            case TOO_LARGE ->
                new Verdict.Refused(
                    RefusalReason.RECORD_TOO_LARGE, "the broker takes no record of this size");
          });
    }
  }
}
