package dev.millrace.operator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads of a pod's specification only what its containers request, and only while the pod has no
 * node: for who asks why it has none. Once it has one the specification is null.
 */
final class WantedResources extends StdDeserializer<PodSpec> {
  private static final long serialVersionUID = 1L;

  WantedResources() {
    super(PodSpec.class);
  }

  @Override
  public PodSpec deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    JsonNode spec = context.readTree(parser);
    if (spec.hasNonNull("nodeName")) {
      return null;
    }
    List<Container> containers = new ArrayList<>();
    for (JsonNode container : spec.path("containers")) {
      Map<String, Quantity> requests = new HashMap<>();
      container
          .path("resources")
          .path("requests")
          .properties()
          .forEach(entry -> requests.put(entry.getKey(), new Quantity(entry.getValue().asText())));
      containers.add(
          new ContainerBuilder()
              .withName(container.path("name").asText())
              .withNewResources()
              .withRequests(requests)
              .endResources()
              .build());
    }
    return new PodSpecBuilder().withContainers(containers).build();
  }
}
