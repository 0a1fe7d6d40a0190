package dev.millrace.operator.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything in a namespace that the operator makes or says, without what differs from run to run:
 * times, identities, versions, addresses.
 *
 * @param objects as JSON, in order
 */
record WorldSnapshot(List<String> objects) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** The kinds with their API versions. */
  private static final Map<String, List<String>> KINDS =
      Map.of(
          "v1", List.of("ConfigMap", "PersistentVolumeClaim", "Service", "Pod"),
          "apps/v1", List.of("Deployment", "DaemonSet"),
          "policy/v1", List.of("PodDisruptionBudget"),
          "networking.k8s.io/v1", List.of("NetworkPolicy"),
          "millrace.dev/v1alpha1",
              List.of("StreamPipeline", "CoapGateway", "DeviceFleet", "MigrationRequest"));

  private static final Set<String> LEFT_OUT =
      Set.of(
          "uid",
          "resourceVersion",
          "creationTimestamp",
          "managedFields",
          "clusterIP",
          "clusterIPs",
          "nodePort",
          "healthCheckNodePort",
          "lastUpdateTime",
          // What has been compared depends on when somebody looked.
          "partitions",
          "verified",
          "gap");

  static WorldSnapshot take(KubernetesClient client, String namespace, String id) {
    List<String> all = new ArrayList<>();
    KINDS.forEach(
        (version, kinds) ->
            kinds.forEach(
                kind ->
                    client
                        .genericKubernetesResources(version, kind)
                        .inNamespace(namespace)
                        .list()
                        .getItems()
                        .stream()
                        .filter(WorldSnapshot::isOurs)
                        .forEach(object -> all.add(text(object, id)))));
    return new WorldSnapshot(all.stream().sorted().toList());
  }

  /** Every namespace has a ConfigMap of Kubernetes' own. */
  private static boolean isOurs(GenericKubernetesResource object) {
    return !object.getMetadata().getName().equals("kube-root-ca.crt");
  }

  private static String text(GenericKubernetesResource object, String id) {
    JsonNode tree = JSON.valueToTree(object);
    strip(tree);
    return (object.getKind() + " " + tree)
        .replace(id, "ID")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "UID")
        .replaceAll("\\b[0-9a-f]{16}\\b", "HASH")
        .replaceAll(":3\\d{4}\\b", ":PORT")
        .replaceAll("-[0-9a-f]{5,6}(?![0-9a-z])", "-HASH");
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(LEFT_OUT);
    }
    node.forEach(WorldSnapshot::strip);
  }

  /** What is in the other and not here, and the reverse; empty if they are equal. */
  String difference(WorldSnapshot expected) {
    List<String> missing = new ArrayList<>(expected.objects);
    objects.forEach(missing::remove);
    List<String> surplus = new ArrayList<>(objects);
    expected.objects.forEach(surplus::remove);
    return missing.isEmpty() && surplus.isEmpty()
        ? ""
        : "missing:\n  %s\nsurplus:\n  %s"
            .formatted(String.join("\n  ", missing), String.join("\n  ", surplus));
  }
}
