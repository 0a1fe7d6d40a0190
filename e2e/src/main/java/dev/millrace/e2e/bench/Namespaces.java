package dev.millrace.e2e.bench;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Namespaces that pods can be made in. */
final class Namespaces {
  private static final long PATIENCE_SECONDS = 60;

  private Namespaces() {}

  /** Makes them, and waits for the account that every pod needs. */
  static void create(KubernetesClient client, List<String> names) {
    names.forEach(
        name ->
            client
                .resource(
                    new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
                .create());
    names.forEach(
        name ->
            client
                .serviceAccounts()
                .inNamespace(name)
                .withName("default")
                .waitUntilCondition(Objects::nonNull, PATIENCE_SECONDS, TimeUnit.SECONDS));
  }
}
