package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All gateways of a local run share one host, so each UDP port is listened to once. */
final class Ports {
  private Ports() {}

  private record First(Resource<CoapGatewaySpec> gateway, FieldPath field) {}

  static void check(Inventory inventory, Problems problems) {
    Map<Integer, First> first = new HashMap<>();
    for (Resource<CoapGatewaySpec> gateway : inventory.gateways()) {
      List<ListenerSpec> listeners = gateway.spec().listeners();
      for (int index = 0; index < listeners.size(); index++) {
        int port = listeners.get(index).port();
        FieldPath field = FieldPath.of("spec").field("listeners").index(index).field("port");
        First before = first.putIfAbsent(port, new First(gateway, field));
        if (before != null) {
          problems.add(
              gateway,
              field,
              "gateway %s listens on UDP port %d too (%s)."
                  .formatted(
                      before.gateway().name(),
                      port,
                      before.gateway().source().locate(before.field())),
              "In a local run all gateways share one host: choose another port.");
        }
      }
    }
  }
}
