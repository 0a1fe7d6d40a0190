package dev.millrace.local.running;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.manifest.Resource;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A gateway that runs, and the resource it was made from. */
public record RunningGateway(Resource<CoapGatewaySpec> resource, ServingGateway gateway) {
  /** Name of the resource. */
  public String name() {
    return resource.name();
  }

  /** Has the run end when the gateway has failed: nobody would hear the devices any more. */
  void watch(StopSignal stop) {
    var unused =
        gateway
            .failure()
            .thenAccept(
                why ->
                    stop.failed("gateway %s has failed: %s".formatted(name(), why.getMessage())));
  }

  /** Its listeners as URIs, such as {@code coap://127.0.0.1:5683}. */
  public List<String> uris() {
    List<ListenerSpec> listeners = resource.spec().listeners();
    List<InetSocketAddress> addresses = gateway.endpoints();
    List<String> uris = new ArrayList<>();
    for (int i = 0; i < listeners.size(); i++) {
      InetSocketAddress address = addresses.get(i);
      uris.add(
          "%s://%s:%d"
              .formatted(
                  listeners.get(i).protocol(),
                  address.getAddress().getHostAddress(),
                  address.getPort()));
    }
    return uris;
  }

  /** Where its first listener of a protocol listens; the manifests were checked to have one. */
  InetSocketAddress address(ListenerSpec.Protocol protocol) {
    List<ListenerSpec> listeners = resource.spec().listeners();
    for (int i = 0; i < listeners.size(); i++) {
      if (listeners.get(i).protocol() == protocol) {
        return gateway.endpoints().get(i);
      }
    }
    throw new IllegalStateException("gateway " + name() + " has no " + protocol + " listener");
  }
}
