package dev.millrace.operator.render;

import dev.millrace.api.StreamPipeline;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.List;
import java.util.Map;

/** How the pods of one replica find each other, and where they run. */
final class ClusterPods {
  /** The file that makes a pod a TaskManager. */
  static final String TASK_MANAGER_FILE = "taskmanager.json";

  static final int DATA_PORT = 6121;
  static final int TASK_PORT = 6122;
  static final int JOB_PORT = 6123;
  static final int BLOB_PORT = 6124;

  /** What the pods of a replica call each other at. */
  static final List<Integer> PORTS = List.of(DATA_PORT, TASK_PORT, JOB_PORT, BLOB_PORT);

  private static final String NODE = "kubernetes.io/hostname";

  /** What a TaskManager is told of itself. */
  private record File(
      JobManagerPlace jobManager, int slots, int parallelism, int rpcPort, int dataPort) {}

  private ClusterPods() {}

  /** Where the JobManager of a replica is found. */
  static JobManagerPlace jobManager(String replicaObject) {
    return new JobManagerPlace(ObjectNames.jobManager(replicaObject), JOB_PORT);
  }

  /** What its TaskManagers are told of themselves. */
  static String file(String replicaObject, ReplicaShape shape) {
    return Rendered.json(
        new File(jobManager(replicaObject), shape.slots(), shape.tasks(), TASK_PORT, DATA_PORT));
  }

  static List<ContainerPort> jobManagerPorts() {
    return List.of(port("rpc", JOB_PORT), port("blob", BLOB_PORT));
  }

  static List<ContainerPort> taskManagerPorts() {
    return List.of(port("data", DATA_PORT), port("rpc", TASK_PORT));
  }

  private static ContainerPort port(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withContainerPort(number)
        .withProtocol("TCP")
        .build();
  }

  /** The address of the JobManager, which is called at before it is ready. */
  static Service service(
      StreamPipeline pipeline,
      String replicaObject,
      Map<String, String> labels,
      Map<String, String> selector) {
    return new ServiceBuilder()
        .withMetadata(Owners.metadata(pipeline, ObjectNames.jobManager(replicaObject), labels))
        .withNewSpec()
        .withType("ClusterIP")
        .withPublishNotReadyAddresses(true)
        .withSelector(selector)
        .withPorts(servicePort("rpc", JOB_PORT), servicePort("blob", BLOB_PORT))
        .endSpec()
        .build();
  }

  private static ServicePort servicePort(String name, int number) {
    return new ServicePortBuilder()
        .withName(name)
        .withPort(number)
        .withTargetPort(new IntOrString(name))
        .withProtocol("TCP")
        .build();
  }

  /** On one node, since their volume is on one. */
  static PodTemplateSpec together(PodTemplateSpec pod, String replicaObject) {
    return new PodTemplateSpecBuilder(pod)
        .editSpec()
        .withNewAffinity()
        .withNewPodAffinity()
        .addNewRequiredDuringSchedulingIgnoredDuringExecution()
        .withTopologyKey(NODE)
        .withNewLabelSelector()
        .addNewMatchExpression()
        .withKey(ObjectLabels.REPLICA)
        .withOperator("In")
        .withValues(replicaObject, ObjectNames.taskManagers(replicaObject))
        .endMatchExpression()
        .endLabelSelector()
        .endRequiredDuringSchedulingIgnoredDuringExecution()
        .endPodAffinity()
        .endAffinity()
        .endSpec()
        .build();
  }

  /** On different nodes as far as there are any. */
  static PodTemplateSpec apart(PodTemplateSpec pod, Map<String, String> selector) {
    return new PodTemplateSpecBuilder(pod)
        .editSpec()
        .addNewTopologySpreadConstraint()
        .withMaxSkew(1)
        .withTopologyKey(NODE)
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(selector)
        .endLabelSelector()
        .endTopologySpreadConstraint()
        .endSpec()
        .build();
  }
}
