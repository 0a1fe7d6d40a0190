package dev.millrace.gateway;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.block.Uploads;
import dev.millrace.gateway.credential.ListenerCredentials;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;

/**
 * One plain listener of a gateway without what is behind it: the same sockets, settings and memory
 * of past requests and workers, and a deliverer of one's own instead of rules and Kafka. For
 * measuring the CoAP stack alone.
 */
public final class StackListener implements AutoCloseable {
  private final GatewayRuntime runtime;
  private final Listeners listeners;

  /** All bodies may come in blocks. */
  private static final class AnyUploads implements PartRules {
    @Override
    public Optional<Response> refusal(Request part) {
      return Optional.empty();
    }

    @Override
    public Response refuse(Request part, Verdict.Refused refused) {
      return new Response(refused.reason().code());
    }
  }

  private StackListener(
      Limits limits, MessageDeliverer deliverer, Predicate<? super Request> quick) {
    runtime =
        new GatewayRuntime("stack", limits, ProtocolSettings.RFC_7252, new SimpleMeterRegistry());
    listeners =
        runtime.listeners(
            new Delivering(deliverer, quick, runtime.workers()),
            Optional.empty(),
            new StackFactory(
                new Uploads(limits.uploads(), () -> 0, outcome -> {}), new AnyUploads()));
  }

  /** Delivers on the thread that received, or by workers. */
  private record Delivering(
      MessageDeliverer deliverer, Predicate<? super Request> quick, Workers workers)
      implements MessageDeliverer {
    @Override
    public void deliverRequest(Exchange exchange) {
      Request request = exchange.getRequest();
      workers.run(
          RequestRouter.peer(request),
          quick.test(request),
          () -> deliverer.deliverRequest(exchange));
    }

    @Override
    public void deliverResponse(Exchange exchange, Response response) {
      deliverer.deliverResponse(exchange, response);
    }
  }

  /**
   * Opens it on a port that the system chooses.
   *
   * @param limits null for the defaults
   * @param deliverer handles requests
   * @param quick which of them the thread of the stack may handle; all others the workers do
   * @throws GatewayStartException if no port can be had
   */
  public static StackListener open(
      InetAddress address,
      GatewayLimitsSpec limits,
      MessageDeliverer deliverer,
      Predicate<? super Request> quick) {
    StackListener listener = new StackListener(Limits.of(limits), deliverer, quick);
    try {
      listener.listeners.open(
          new ListenerSpec(ListenerSpec.Protocol.coap, 0, null),
          address,
          ListenerCredentials.NONE,
          KeptSessions.NONE);
    } catch (RuntimeException e) {
      listener.close();
      throw e;
    }
    return listener;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return listeners.addresses().get(0);
  }

  @Override
  public void close() {
    listeners.close();
    runtime.close();
  }
}
