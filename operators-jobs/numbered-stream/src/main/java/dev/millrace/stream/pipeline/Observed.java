package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.ObservableSpec;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * A resource of a gateway that devices read and observe.
 *
 * @param index counts those of the gateway from 0
 */
record Observed(Resource<CoapGatewaySpec> resource, int index, ObservableSpec spec) {
  /** Those of all gateways, in the order of the files. */
  static List<Observed> of(Inventory inventory) {
    List<Observed> all = new ArrayList<>();
    for (Resource<CoapGatewaySpec> gateway : inventory.gateways()) {
      List<ObservableSpec> specs =
          gateway.spec().observe() == null ? List.of() : gateway.spec().observe().resources();
      for (int index = 0; index < specs.size(); index++) {
        all.add(new Observed(gateway, index, specs.get(index)));
      }
    }
    return all;
  }

  FieldPath place() {
    return FieldPath.of("spec").field("observe").field("resources").index(index);
  }
}
