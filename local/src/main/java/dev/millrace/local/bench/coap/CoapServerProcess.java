package dev.millrace.local.bench.coap;

import dev.millrace.gateway.StackListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.server.ServerMessageDeliverer;

/** A contender in Java in a process of its own. */
final class CoapServerProcess {
  private CoapServerProcess() {}

  /** Argument: the contender. Serves until its standard input ends; {@link ServerReport}. */
  public static void main(String[] arguments) throws IOException {
    CoapResources resources = new CoapResources();
    InetSocketAddress address =
        start(
            CoapContender.valueOf(arguments[0]),
            List.of(resources.benchmark(), resources.count(), resources.observed()));
    ServerReport.serve(address, resources::handled);
  }

  private static InetSocketAddress start(CoapContender contender, List<CoapResource> resources) {
    if (contender != CoapContender.OURS) {
      return PlainCalifornium.start(contender, resources);
    }
    CoapResource root = new CoapResource("");
    resources.forEach(root::add);
    return StackListener.open(
            InetAddress.getLoopbackAddress(),
            null,
            new ServerMessageDeliverer(root, PlainCalifornium.settings(contender)))
        .address();
  }
}
