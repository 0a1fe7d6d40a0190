package dev.millrace.operator.status;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.List;

/**
 * Looks for Secrets that resources name. They are asked for one by one and never kept.
 *
 * @param client with the right to get Secrets
 */
public record Secrets(KubernetesClient client) {
  /** Those that are not there. */
  public List<String> missing(String namespace, Collection<String> names) {
    return names.stream()
        .distinct()
        .filter(name -> client.secrets().inNamespace(namespace).withName(name).get() == null)
        .toList();
  }

  /** The concern that all of them are there. */
  public static Concern concern(String type, Collection<String> missing) {
    return missing.isEmpty()
        ? Concern.holds(type, "Every Secret is there.")
        : new Concern(
            type, Reason.SecretMissing, "No Secret '%s'.".formatted(String.join("', '", missing)));
  }
}
