package dev.millrace.operator.pipeline;

import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.apply.ObjectApplier;
import dev.millrace.operator.render.ObjectNames;
import dev.millrace.operator.render.ReplicaSpec;
import dev.millrace.operator.render.StageRendering;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Optional;

/**
 * Makes and removes what replicas of stages are made of. The ConfigMap comes first and goes last:
 * it is by it that a replica is known.
 *
 * @param applier that writes
 * @param rendering of the objects
 * @param seen what is there
 */
public record ReplicaObjects(ObjectApplier applier, StageRendering rendering, Seen seen) {
  /** What is there of a replica, by namespace and name. */
  public interface Seen {
    /** Its ConfigMap. */
    Optional<ConfigMap> config(String namespace, String name);

    /** Its claim. */
    Optional<PersistentVolumeClaim> claim(String namespace, String name);

    /** Its Deployment. */
    Optional<Deployment> deployment(String namespace, String name);

    /** A Service. */
    Optional<Service> service(String namespace, String name);

    /** Whether it has a pod, also one that is about to end. */
    boolean hasPod(String namespace, String name);
  }

  /** Makes the replica be there as it has to be; returns its Deployment as it is now. */
  public Deployment apply(StreamPipeline pipeline, ReplicaSpec replica, NodePoolSpec pool) {
    StageRendering.Objects objects = rendering.render(pipeline, replica, pool);
    String namespace = pipeline.getMetadata().getNamespace();
    applier.apply(objects.config(), seen.config(namespace, name(objects.config())));
    objects
        .claim()
        .ifPresent(
            claim -> {
              Optional<PersistentVolumeClaim> there = seen.claim(namespace, name(claim));
              // A claim cannot be changed once it is bound; one that is there will do.
              if (there.isEmpty()) {
                applier.apply(claim, there);
              }
            });
    objects
        .others()
        .ifPresentOrElse(
            others -> apply(namespace, others),
            () -> removeOthers(namespace, name(objects.deployment())));
    return (Deployment)
        applier.apply(objects.deployment(), seen.deployment(namespace, name(objects.deployment())));
  }

  private void apply(String namespace, StageRendering.Others others) {
    applier.apply(others.jobManager(), seen.service(namespace, name(others.jobManager())));
    applier.apply(others.taskManagers(), seen.deployment(namespace, name(others.taskManagers())));
  }

  /** Removes what a replica of several pods has left that is one pod now. */
  private void removeOthers(String namespace, String name) {
    seen.deployment(namespace, ObjectNames.taskManagers(name)).ifPresent(applier::delete);
    seen.service(namespace, ObjectNames.jobManager(name)).ifPresent(applier::delete);
  }

  /** Removes what is left of a replica. Begun, not waited for. */
  public void remove(String namespace, String name) {
    ObjectMeta metadata = metadata(namespace, name);
    applier.delete(new DeploymentBuilder().withMetadata(metadata).build());
    applier.delete(
        new DeploymentBuilder()
            .withMetadata(metadata(namespace, ObjectNames.taskManagers(name)))
            .build());
    applier.delete(
        new ServiceBuilder()
            .withMetadata(metadata(namespace, ObjectNames.jobManager(name)))
            .build());
    applier.delete(
        new PersistentVolumeClaimBuilder()
            .withMetadata(metadata(namespace, ObjectNames.claim(name)))
            .build());
    applier.delete(new ConfigMapBuilder().withMetadata(metadata).build());
  }

  private static ObjectMeta metadata(String namespace, String name) {
    return new ObjectMetaBuilder().withNamespace(namespace).withName(name).build();
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
