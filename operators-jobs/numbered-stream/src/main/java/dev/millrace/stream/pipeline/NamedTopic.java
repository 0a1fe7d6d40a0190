package dev.millrace.stream.pipeline;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayCommandsSpec;
import dev.millrace.api.manifest.FieldPath;
import dev.millrace.api.manifest.Resource;
import java.util.ArrayList;
import java.util.List;

/** A topic that a gateway names beside those of its messages, and where. */
record NamedTopic(Resource<CoapGatewaySpec> gateway, FieldPath field, String topic) {
  /** Topics that are observed, that commands come from, and that their results go to. */
  static List<NamedTopic> of(Inventory inventory) {
    List<NamedTopic> all = new ArrayList<>();
    for (Observed observed : Observed.of(inventory)) {
      all.add(
          new NamedTopic(
              observed.resource(), observed.place().field("topic"), observed.spec().topic()));
    }
    for (Resource<CoapGatewaySpec> gateway : inventory.gateways()) {
      GatewayCommandsSpec commands = gateway.spec().commands();
      if (commands != null) {
        FieldPath place = FieldPath.of("spec").field("commands");
        all.add(new NamedTopic(gateway, place.field("topic"), commands.topic()));
        all.add(new NamedTopic(gateway, place.field("results"), commands.results()));
      }
    }
    return all;
  }
}
