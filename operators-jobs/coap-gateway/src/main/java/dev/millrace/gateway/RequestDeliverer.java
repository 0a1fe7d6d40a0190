package dev.millrace.gateway;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;

/**
 * Takes requests from the CoAP stack on the thread that received them, which routes them, bounds
 * how many are in flight, and handles those that take no time. Others go to the workers, and what
 * the same peer sends after them, so that its messages stay in order.
 */
final class RequestDeliverer implements MessageDeliverer, PartRules {
  private final RequestHandler handler;
  private final InFlight inFlight;
  private final Workers workers;
  private final DelayLine delays;
  private final GatewayMeters meters;
  private volatile RequestRules rules;
  private volatile boolean stopping;

  RequestDeliverer(
      RequestRules rules,
      RequestHandler handler,
      InFlight inFlight,
      Workers workers,
      DelayLine delays,
      GatewayMeters meters) {
    this.rules = rules;
    this.handler = handler;
    this.inFlight = inFlight;
    this.workers = workers;
    this.delays = delays;
    this.meters = meters;
  }

  /** Judges every request by these rules from now on. */
  void follow(RequestRules others) {
    rules = others;
  }

  /** From now on every request is told to come again later. */
  void stop() {
    stopping = true;
  }

  @Override
  public void deliverRequest(Exchange exchange) {
    Request request = exchange.getRequest();
    if (request.isConfirmable()) {
      // RFC 7967: Californium would leave out the acknowledgement and send the answer nevertheless.
      request.getOptions().removeNoResponse();
    }
    RequestRules now = rules;
    Routing routing = now.router().route(request);
    PendingRequest pending =
        new PendingRequest(
            exchange,
            routing.resource(),
            RequestRouter.methodName(request),
            now.responses(),
            meters);
    int size = request.getPayloadSize();
    if (!now.admits(request.getSourceContext())) {
      pending.refuse(new Verdict.Refused(RefusalReason.RATE, "too many requests in a second"));
    } else if (routing instanceof Routing.Nowhere nowhere) {
      pending.refuse(nowhere.refused());
    } else if (stopping) {
      pending.refuse(gatewayStops());
    } else if (routing instanceof Routing.ToDiscovery) {
      // It waits for no broker, so it takes no place in flight.
      handler.handle(pending, routing);
    } else if (!inFlight.tryEnter(size)) {
      pending.refuse(
          new Verdict.Refused(RefusalReason.BUSY, "too many messages wait for the broker"));
    } else {
      pending.occupying(() -> inFlight.leave(size));
      pending.acknowledgeAfter(now.processingDelay(), delays);
      work(pending, routing, RequestRouter.peer(request));
    }
  }

  private void work(PendingRequest pending, Routing routing, Object peer) {
    try {
      workers.run(peer, handler.isQuick(routing), () -> handler.handle(pending, routing));
    } catch (RejectedExecutionException e) {
      pending.refuse(gatewayStops());
    }
  }

  @Override
  public Optional<Response> refusal(Request part) {
    RequestRules now = rules;
    Routing routing = now.router().route(part);
    Optional<Verdict.Refused> refused =
        switch (routing) {
          case Routing.Nowhere nowhere -> Optional.of(nowhere.refused());
          case Routing.ToDiscovery unused -> Optional.of(noBlock1());
          case Routing.ToReadable unused -> Optional.of(noBlock1());
          case Routing.ToResource unused ->
              stopping ? Optional.of(gatewayStops()) : Optional.empty();
        };
    return refused.map(why -> refuse(part, routing, now, why));
  }

  private static Verdict.Refused noBlock1() {
    return new Verdict.Refused(RefusalReason.OPTION, "Block1 has no meaning here");
  }

  @Override
  public Response refuse(Request part, Verdict.Refused refused) {
    RequestRules now = rules;
    return refuse(part, now.router().route(part), now, refused);
  }

  private Response refuse(
      Request part, Routing routing, RequestRules now, Verdict.Refused refused) {
    meters.refused(refused.reason());
    meters.answered(routing.resource(), RequestRouter.methodName(part), refused.reason().code());
    return now.responses().refused(refused);
  }

  private static Verdict.Refused gatewayStops() {
    return new Verdict.Refused(RefusalReason.STOPPING, "the gateway stops");
  }

  /** The observers of the request learn of it. */
  @Override
  public void deliverResponse(Exchange exchange, Response response) {
    exchange.getRequest().setResponse(response);
  }
}
