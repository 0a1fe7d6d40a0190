package dev.millrace.operator.apiserver;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of every Deployment of a namespace that it runs as it is asked to, and makes a pod that says
 * so too; or only a pod whose image cannot be pulled.
 */
final class PretendedKubelet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PretendedKubelet.class);
  private static final long PAUSE_MILLIS = 100;

  private final KubernetesClient client;
  private final String namespace;
  private final Predicate<Deployment> pulled;
  private final Consumer<Deployment> runs;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * A kubelet.
   *
   * @param pulled whether the image of a Deployment can be pulled
   * @param runs told of each Deployment that has come to run, or is to stop
   */
  PretendedKubelet(
      KubernetesClient client,
      String namespace,
      Predicate<Deployment> pulled,
      Consumer<Deployment> runs) {
    this.client = client;
    this.namespace = namespace;
    this.pulled = pulled;
    this.runs = runs;
    thread = Thread.ofPlatform().daemon().name("kubelet-" + namespace).start(this::run);
  }

  private void run() {
    try {
      while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      client.apps().deployments().inNamespace(namespace).list().getItems().stream()
          .filter(deployment -> !isCurrent(deployment))
          .forEach(this::begin);
    } catch (RuntimeException e) {
      // The server is away, or a Deployment has gone meanwhile; a kubelet does not die of that.
      LOG.debug("the pretended kubelet tries again", e);
    }
  }

  private static boolean isCurrent(Deployment deployment) {
    return deployment.getMetadata().getDeletionTimestamp() != null
        || deployment.getStatus() != null
            && Objects.equals(
                deployment.getMetadata().getGeneration(),
                deployment.getStatus().getObservedGeneration());
  }

  private void begin(Deployment deployment) {
    String name = deployment.getMetadata().getName() + "-0";
    if (deployment.getSpec().getReplicas() == 0) {
      begun(deployment);
      client.pods().inNamespace(namespace).withName(name).withGracePeriod(0).delete();
      return;
    }
    boolean starts = pulled.test(deployment);
    if (client.pods().inNamespace(namespace).withName(name).get() == null) {
      Pod pod = client.resource(pod(deployment, name)).create();
      client.resource(pod).editStatus(one -> starts ? running(one) : waiting(one));
    }
    if (starts) {
      begun(deployment);
    }
  }

  private static Pod running(Pod pod) {
    return new PodBuilder(pod)
        .editOrNewStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus()
        .build();
  }

  private static Pod waiting(Pod pod) {
    return new PodBuilder(pod)
        .editOrNewStatus()
        .withPhase("Pending")
        .addNewContainerStatus()
        .withName("pretended")
        .withImage("none")
        .withImageID("")
        .withReady(false)
        .withRestartCount(0)
        .withNewState()
        .withNewWaiting()
        .withReason("ImagePullBackOff")
        .endWaiting()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private void begun(Deployment deployment) {
    runs.accept(deployment);
    int replicas = deployment.getSpec().getReplicas();
    client
        .resource(deployment)
        .editStatus(
            one -> {
              one.getStatus().setObservedGeneration(deployment.getMetadata().getGeneration());
              one.getStatus().setReplicas(replicas);
              one.getStatus().setReadyReplicas(replicas);
              one.getStatus().setUpdatedReplicas(replicas);
              one.getStatus().setAvailableReplicas(replicas);
              return one;
            });
  }

  private static Pod pod(Deployment deployment, String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(deployment.getMetadata().getNamespace())
        .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(deployment.getMetadata().getName())
                .withUid(deployment.getMetadata().getUid())
                .build())
        .endMetadata()
        .withNewSpec()
        .withAutomountServiceAccountToken(false)
        .addNewContainer()
        .withName("pretended")
        .withImage("none")
        .endContainer()
        .endSpec()
        .build();
  }

  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    thread.join();
  }
}
