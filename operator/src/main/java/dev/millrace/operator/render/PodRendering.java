package dev.millrace.operator.render;

import dev.millrace.api.NodePoolSpec;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The pods of Millrace: one container without any right, on the nodes of one pool.
 *
 * @param settings of the operator
 */
record PodRendering(RenderSettings settings) {
  /** Annotation of a pod: a hash of what it reads only once, so that a change replaces it. */
  static final String CONFIG_HASH = "millrace.dev/config";

  /** Port of health, metrics and status. */
  static final int HTTP_PORT = 8080;

  /** As all images have it. */
  private static final long USER = 65_532;

  /** The process takes 20 seconds at most. */
  private static final long GRACE_SECONDS = 30;

  private static final int START_SECONDS = 180;

  /**
   * What differs between pods.
   *
   * @param image short name
   * @param component name of the container
   * @param labels of the pod
   * @param configHash of what it reads only once
   * @param pool where it runs
   * @param sizing what it gets
   * @param heapShare percent of the memory that is heap
   * @param ports beside that of health
   * @param mounts its volumes
   * @param spread how several of them are spread
   */
  record Wanted(
      String image,
      String component,
      Map<String, String> labels,
      String configHash,
      NodePoolSpec pool,
      Sizing sizing,
      int heapShare,
      List<ContainerPort> ports,
      Mounts mounts,
      List<TopologySpreadConstraint> spread) {}

  PodTemplateSpec render(Wanted wanted) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .withLabels(wanted.labels())
        .addToAnnotations(CONFIG_HASH, wanted.configHash())
        .endMetadata()
        .withNewSpec()
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(GRACE_SECONDS)
        .withNodeSelector(PoolPlacement.nodeSelector(wanted.pool()))
        .withTolerations(PoolPlacement.tolerations(wanted.pool()))
        .withTopologySpreadConstraints(wanted.spread())
        .withImagePullSecrets(
            settings.imagePullSecrets().stream().map(LocalObjectReference::new).toList())
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container(wanted).build())
        .withVolumes(wanted.mounts().volumes())
        .endSpec()
        .build();
  }

  private ContainerBuilder container(Wanted wanted) {
    List<ContainerPort> ports = new ArrayList<>();
    ports.add(
        new ContainerPortBuilder()
            .withName("http")
            .withContainerPort(HTTP_PORT)
            .withProtocol("TCP")
            .build());
    ports.addAll(wanted.ports());
    return new ContainerBuilder()
        .withName(wanted.component())
        .withImage(settings.image(wanted.image()))
        .withImagePullPolicy(settings.imagePullPolicy())
        .withArgs("/etc/millrace")
        .withEnv(environment(wanted.heapShare()))
        .withPorts(ports)
        // Which of its files is wrong then stands in the pod's status.
        .withTerminationMessagePolicy("FallbackToLogsOnError")
        .withResources(wanted.sizing().requirements())
        .withStartupProbe(probe("/healthz/live", 1, START_SECONDS))
        .withLivenessProbe(probe("/healthz/live", 10, 6))
        .withReadinessProbe(probe("/healthz/ready", 2, 3))
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .withVolumeMounts(wanted.mounts().mounts());
  }

  private static List<EnvVar> environment(int heapShare) {
    return List.of(
        field("POD_NAME", "metadata.name"),
        field("POD_NAMESPACE", "metadata.namespace"),
        field("POD_IP", "status.podIP"),
        field("NODE_NAME", "spec.nodeName"),
        new EnvVarBuilder()
            .withName("JAVA_TOOL_OPTIONS")
            .withValue("-XX:MaxRAMPercentage=" + heapShare + " -XX:+ExitOnOutOfMemoryError")
            .build());
  }

  private static EnvVar field(String name, String path) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef()
        .withFieldPath(path)
        .endFieldRef()
        .endValueFrom()
        .build();
  }

  private static Probe probe(String path, int period, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort("http")
        .endHttpGet()
        .withPeriodSeconds(period)
        .withTimeoutSeconds(2)
        .withFailureThreshold(failures)
        .build();
  }
}
