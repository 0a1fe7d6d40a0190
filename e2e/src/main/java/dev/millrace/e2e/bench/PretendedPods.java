package dev.millrace.e2e.bench;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.handover.ControlRecord.Birth;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Plays the kubelet and the stages, when it is told to: each of the operator's Deployments gets a
 * pod that is ready, and each stage its birth in the control log.
 */
final class PretendedPods {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long PAUSE_SECONDS = 1;

  private final KubernetesClient client;
  private final String kafka;
  private final Set<String> born = ConcurrentHashMap.newKeySet();

  PretendedPods(KubernetesClient client, String kafka) {
    this.client = client;
    this.kafka = kafka;
  }

  /**
   * Lets everything come up until all resources are ready.
   *
   * @param alive whether the operator is there
   */
  void bringUp(Plant plant, Duration patience, BooleanSupplier alive)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long unready = plant.unready();
    while (unready > 0) {
      if (!alive.getAsBoolean()) {
        throw new IOException("the operator has ended: its log says why");
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%d resources are not ready after %s: kubectl get millrace -A says why"
                .formatted(unready, patience));
      }
      List<Deployment> waiting =
          client
              .apps()
              .deployments()
              .inAnyNamespace()
              .withLabels(DependentWatch.OURS)
              .list()
              .getItems()
              .stream()
              .filter(deployment -> !isCurrent(deployment))
              .toList();
      Tasks.each(waiting.size(), i -> begin(waiting.get(i)));
      TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      unready = plant.unready();
    }
  }

  private static boolean isCurrent(Deployment deployment) {
    return deployment.getStatus() != null
        && Objects.equals(
            deployment.getMetadata().getGeneration(),
            deployment.getStatus().getObservedGeneration());
  }

  private void begin(Deployment deployment) {
    try {
      bear(deployment.getMetadata().getLabels());
      String name = deployment.getMetadata().getName() + "-0";
      String namespace = deployment.getMetadata().getNamespace();
      if (client.pods().inNamespace(namespace).withName(name).get() == null) {
        run(client.resource(pod(deployment, name)).create());
      }
      int replicas = deployment.getSpec().getReplicas();
      client
          .resource(
              new DeploymentBuilder(deployment)
                  .withNewStatus()
                  .withObservedGeneration(deployment.getMetadata().getGeneration())
                  .withReplicas(replicas)
                  .withReadyReplicas(replicas)
                  .withUpdatedReplicas(replicas)
                  .withAvailableReplicas(replicas)
                  .endStatus()
                  .build())
          .updateStatus();
    } catch (KubernetesClientException e) {
      // Changed or deleted meanwhile: the next look will tell.
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT
          && e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The replica in the pool that the pipeline names is the first owner of all its partitions. */
  private void bear(Map<String, String> labels) throws InterruptedException {
    String pipeline = labels.get("millrace.dev/pipeline");
    if (pipeline == null || !born.add(pipeline)) {
      return;
    }
    String object = labels.get("millrace.dev/replica");
    String replica = object.substring((pipeline + "-" + Manifests.STAGE + "-").length());
    try (ControlLog log =
        ControlLog.open(KafkaConnection.plain(kafka), pipeline, replica, TIMEOUT)) {
      for (int partition = 0; partition < Manifests.PARTITIONS; partition++) {
        log.append(pipeline + "." + Manifests.STAGE, new Birth(partition, replica, 1, 0)).join();
      }
    } catch (ControlLogException e) {
      throw new IllegalStateException("no birth in the control log of " + pipeline, e);
    }
  }

  private void run(Pod pod) {
    client
        .resource(
            new PodBuilder(pod)
                .editOrNewStatus()
                .withPhase("Running")
                .withHostIP("10.90.0.99")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build())
        .updateStatus();
  }

  /**
   * With the containers of the Deployment's template: pods are large, and the operator sees them.
   */
  private static Pod pod(Deployment deployment, String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(deployment.getMetadata().getNamespace())
        .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
        .withAnnotations(deployment.getSpec().getTemplate().getMetadata().getAnnotations())
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(deployment.getMetadata().getName())
                .withUid(deployment.getMetadata().getUid())
                .build())
        .endMetadata()
        .withSpec(deployment.getSpec().getTemplate().getSpec())
        .build();
  }
}
