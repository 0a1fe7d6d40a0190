package dev.millrace.gateway;

import dev.millrace.gateway.admission.AnswerBound;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;

/**
 * A request that waits for its one answer, from whichever thread it comes. If it waits too long it
 * is acknowledged by an empty message first, and answered separately (RFC 7252 section 5.2.2).
 */
final class PendingRequest {
  private final Exchange exchange;
  private final String resource;
  private final String method;
  private final Responses responses;
  private final GatewayMeters meters;
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile DelayLine.Entry emptyAcknowledgement;
  private volatile Runnable release = () -> {};

  PendingRequest(
      Exchange exchange,
      String resource,
      String method,
      Responses responses,
      GatewayMeters meters) {
    this.exchange = exchange;
    this.resource = resource;
    this.method = method;
    this.responses = responses;
    this.meters = meters;
  }

  /** Sets what gives back the place in flight, as soon as the request is answered. */
  void occupying(Runnable giveBack) {
    release = giveBack;
  }

  /** Starts the clock of the processing delay. Californium ignores it for a NON request. */
  void acknowledgeAfter(Duration delay, DelayLine delays) {
    emptyAcknowledgement = delays.add(exchange::sendAccept, delay.toNanos());
  }

  void changed() {
    if (begin()) {
      answer(responses.changed());
    }
  }

  void links(String links) {
    if (begin()) {
      answer(responses.links(links));
    }
  }

  /** The state of a resource. */
  void show(Response state) {
    if (begin()) {
      answer(state);
    }
  }

  Exchange exchange() {
    return exchange;
  }

  void refuse(Verdict.Refused refused) {
    if (begin()) {
      meters.refused(refused.reason());
      AnswerBound.keepWhole(exchange.getRequest());
      answer(responses.refused(refused));
    }
  }

  private boolean begin() {
    return answered.compareAndSet(false, true);
  }

  private void answer(Response response) {
    DelayLine.Entry acknowledgement = emptyAcknowledgement;
    if (acknowledgement != null) {
      acknowledgement.cancel();
    }
    try {
      meters.answered(resource, method, response.getCode());
      exchange.sendResponse(response);
    } finally {
      release.run();
    }
  }
}
