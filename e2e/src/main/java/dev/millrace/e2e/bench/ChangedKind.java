package dev.millrace.e2e.bench;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.StreamPipeline;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;

/** Kinds of resources whose specification is changed, and what of theirs changes with it. */
enum ChangedKind {
  /** Its pods read the new limits from the ConfigMap by themselves. */
  GATEWAY(
      CoapGateway.class, "gate-%04d", "/spec/limits/maxInFlight", "%d", List.of(ConfigMap.class)),
  /** Its pod has to be another one. */
  PIPELINE(
      StreamPipeline.class,
      "line-%04d",
      "/spec/stages/0/allowedLateness",
      "\"%ds\"",
      List.of(ConfigMap.class, Deployment.class)),
  /** Its pod has to be another one. */
  FLEET(
      DeviceFleet.class,
      "fleet-%04d",
      "/spec/seed",
      "%d",
      List.of(ConfigMap.class, Deployment.class));

  private final Class<? extends HasMetadata> type;
  private final String name;
  private final String path;
  private final String value;
  private final List<Class<? extends HasMetadata>> dependents;

  ChangedKind(
      Class<? extends HasMetadata> type,
      String name,
      String path,
      String value,
      List<Class<? extends HasMetadata>> dependents) {
    this.type = type;
    this.name = name;
    this.path = path;
    this.value = value;
    this.dependents = dependents;
  }

  /** Its class. */
  Class<? extends HasMetadata> type() {
    return type;
  }

  /** Name of the resource of a number. */
  String resource(int number) {
    return name.formatted(number);
  }

  /** Kinds of the objects that a change changes, one of each. */
  List<Class<? extends HasMetadata>> dependents() {
    return dependents;
  }

  /** How many there are. */
  int number(Population population) {
    return switch (this) {
      case GATEWAY -> population.gateways();
      case PIPELINE -> population.pipelines();
      case FLEET -> population.fleets();
    };
  }

  /** The change to a value, as a JSON patch. */
  String patch(int to) {
    return "[{\"op\":\"add\",\"path\":\"%s\",\"value\":%s}]".formatted(path, value.formatted(to));
  }
}
