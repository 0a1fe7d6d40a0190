package dev.millrace.local.bench.coap;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.gateway.StackListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.server.ServerMessageDeliverer;

/** A contender in Java in a process of its own. */
final class CoapServerProcess {
  private static final List<String> SLOW = List.of(CoapResources.FIBONACCI);

  private CoapServerProcess() {}

  /**
   * Arguments: the contender; bytes for the gateway's memory of past requests, without them its
   * default. Serves until its standard input ends; {@link ServerReport}.
   */
  public static void main(String[] arguments) throws IOException {
    CoapResources resources = new CoapResources();
    List<CoapResource> served =
        List.of(
            resources.benchmark(),
            resources.count(),
            resources.observed(),
            resources.fibonacci(),
            resources.ofBodies(CoapResources.SHORT_BODY),
            resources.ofBodies(CoapResources.LONG_BODY));
    CoapContender contender = CoapContender.valueOf(arguments[0]);
    InetSocketAddress address =
        contender == CoapContender.OURS
            ? ours(served, arguments.length > 1 ? Integer.valueOf(arguments[1]) : null)
            : PlainCalifornium.start(contender, served);
    ServerReport.serve(address, resources::handled);
  }

  private static InetSocketAddress ours(List<CoapResource> resources, Integer remembered) {
    CoapResource root = new CoapResource("");
    resources.forEach(root::add);
    return StackListener.open(
            InetAddress.getLoopbackAddress(),
            new GatewayLimitsSpec(
                CoapResources.LONGEST_BODY, null, null, null, null, remembered, null),
            new ServerMessageDeliverer(root, PlainCalifornium.settings(CoapContender.OURS)),
            request -> !request.getOptions().getUriPath().equals(SLOW))
        .address();
  }
}
