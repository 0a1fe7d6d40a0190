package dev.millrace.operator.status;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for Secrets that resources name. They are asked for one by one and never kept.
 *
 * @param client with the right to get Secrets
 */
public record Secrets(KubernetesClient client) {
  /**
   * What is not there, as messages name it.
   *
   * @param named entries that each Secret has to have, by its name; none if any will do
   */
  public List<String> missing(String namespace, Map<String, Set<String>> named) {
    return named.entrySet().stream()
        .flatMap(
            one -> {
              Secret secret = client.secrets().inNamespace(namespace).withName(one.getKey()).get();
              return lacking(one.getKey(), Optional.ofNullable(secret), one.getValue());
            })
        .toList();
  }

  private static Stream<String> lacking(String name, Optional<Secret> secret, Set<String> entries) {
    if (secret.isEmpty()) {
      return Stream.of("Secret '" + name + "'");
    }
    Map<String, String> data = secret.get().getData();
    return entries.stream()
        .filter(entry -> data == null || !data.containsKey(entry))
        .sorted()
        .map(entry -> "entry '%s' in Secret '%s'".formatted(entry, name));
  }

  /** The concern that all of them are there. */
  public static Concern concern(String type, Collection<String> missing) {
    return missing.isEmpty()
        ? Concern.holds(type, "Every Secret is there.")
        : new Concern(
            type, Reason.SecretMissing, "No %s.".formatted(String.join(", no ", missing)));
  }
}
