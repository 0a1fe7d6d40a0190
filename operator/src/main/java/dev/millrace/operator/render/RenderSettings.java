package dev.millrace.operator.render;

import java.util.List;

/**
 * What goes into rendered objects beside the specifications.
 *
 * @param imagePrefix before each image's short name, such as {@code registry.example/millrace/}
 * @param imageTag of all images
 * @param imagePullPolicy as Kubernetes names it
 * @param imagePullSecrets names of Secrets in the pods' namespaces
 * @param storage where stages keep their state
 * @param storageClass of the claims, or null for the cluster's default
 * @param storageSize of each claim
 * @param sharedAccess how the pods of a replica that has several share its claim
 * @param flinkTasksPerPod tasks of a replica on Flink that one pod runs; for more there are several
 * @param gatewayWorkload what runs gateways
 * @param gatewayReplicas pods of a gateway that a Deployment runs
 * @param gatewayExposure how devices reach gateways
 * @param networkPolicies whether NetworkPolicies are made
 */
public record RenderSettings(
    String imagePrefix,
    String imageTag,
    String imagePullPolicy,
    List<String> imagePullSecrets,
    Storage storage,
    String storageClass,
    String storageSize,
    SharedAccess sharedAccess,
    int flinkTasksPerPod,
    Workload gatewayWorkload,
    int gatewayReplicas,
    Exposure gatewayExposure,
    boolean networkPolicies) {
  /** Where stages keep their state. */
  public enum Storage {
    /** A claim for each replica. */
    PersistentVolumeClaim,
    /** In the pod: a replica that has lost its pod begins anew from its input. */
    Ephemeral
  }

  /** How several pods share a claim, as Kubernetes names it. */
  public enum SharedAccess {
    /** They run on one node. */
    ReadWriteOnce,
    /** They run on any nodes. */
    ReadWriteMany
  }

  /** What runs gateways. */
  public enum Workload {
    /** So many pods as the settings say. */
    Deployment,
    /** One pod on each node of the pool. */
    DaemonSet
  }

  /** How devices reach gateways. */
  public enum Exposure {
    /** A port of every node. */
    NodePort,
    /** A cluster-internal address. */
    ClusterIP,
    /** The listener's own port on the pod's node. */
    HostPort
  }

  /** Takes a copy. */
  public RenderSettings {
    imagePullSecrets = List.copyOf(imagePullSecrets);
  }

  /** The image of a short name, such as {@code stage}. */
  public String image(String name) {
    return imagePrefix + name + ":" + imageTag;
  }
}
