package dev.millrace.e2e.bench;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.stream.IntStream;

/** Objects of others, which an operator should not even see: a quarter of each of four kinds. */
final class Foreigners {
  private static final int NAMESPACES = 10;
  private static final int KIBIBYTE = 1_024;

  private Foreigners() {}

  static void create(KubernetesClient client, int number) throws InterruptedException {
    Namespaces.create(
        client, IntStream.range(0, NAMESPACES).mapToObj(Foreigners::namespace).toList());
    Tasks.each(number, i -> client.resource(object(i)).create());
  }

  private static String namespace(int number) {
    return "others-%02d".formatted(number % NAMESPACES);
  }

  private static HasMetadata object(int number) {
    ObjectMeta metadata =
        new ObjectMetaBuilder()
            .withName("other-%05d".formatted(number))
            .withNamespace(namespace(number / 4))
            .addToLabels("app.kubernetes.io/name", "other")
            .build();
    return switch (number % 4) {
      case 0 ->
          new ConfigMapBuilder()
              .withMetadata(metadata)
              .addToData("text", "x".repeat(KIBIBYTE))
              .build();
      case 1 ->
          new ServiceBuilder()
              .withMetadata(metadata)
              .withNewSpec()
              .addToSelector("app.kubernetes.io/name", "other")
              .addNewPort()
              .withPort(80)
              .endPort()
              .endSpec()
              .build();
      case 2 ->
          new PodBuilder()
              .withMetadata(metadata)
              .withNewSpec()
              .withAutomountServiceAccountToken(false)
              .addNewContainer()
              .withName("other")
              .withImage("none")
              .endContainer()
              .endSpec()
              .build();
      default ->
          new DeploymentBuilder()
              .withMetadata(metadata)
              .withNewSpec()
              .withNewSelector()
              .addToMatchLabels("app.kubernetes.io/name", "other")
              .endSelector()
              .withNewTemplate()
              .withNewMetadata()
              .addToLabels("app.kubernetes.io/name", "other")
              .endMetadata()
              .withNewSpec()
              .addNewContainer()
              .withName("other")
              .withImage("none")
              .endContainer()
              .endSpec()
              .endTemplate()
              .endSpec()
              .build();
    };
  }
}
