package dev.millrace.operator.render;

import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.render.RenderSettings.SharedAccess;
import dev.millrace.operator.render.RenderSettings.Storage;
import dev.millrace.operator.render.RenderSettings.Workload;
import java.util.List;

/** Settings of tests. */
public final class Settings {
  /** As the operator has them by itself. */
  public static final RenderSettings USUAL =
      settings(Storage.PersistentVolumeClaim, Workload.Deployment, 1, Exposure.NodePort);

  private Settings() {}

  static RenderSettings with(Storage storage) {
    return settings(storage, Workload.Deployment, 1, Exposure.NodePort);
  }

  /** Gateways that run, and are reached, in such a way. */
  public static RenderSettings with(Workload workload, int replicas, Exposure exposure) {
    return settings(Storage.PersistentVolumeClaim, workload, replicas, exposure);
  }

  static RenderSettings with(SharedAccess access, int flinkTasksPerPod) {
    return new RenderSettings(
        USUAL.imagePrefix(),
        USUAL.imageTag(),
        USUAL.imagePullPolicy(),
        USUAL.imagePullSecrets(),
        USUAL.storage(),
        USUAL.storageClass(),
        USUAL.storageSize(),
        access,
        flinkTasksPerPod,
        USUAL.gatewayWorkload(),
        USUAL.gatewayReplicas(),
        USUAL.gatewayExposure(),
        USUAL.networkPolicies());
  }

  private static RenderSettings settings(
      Storage storage, Workload workload, int replicas, Exposure exposure) {
    return new RenderSettings(
        "millrace.dev/",
        "1",
        "IfNotPresent",
        List.of(),
        storage,
        null,
        "1Gi",
        SharedAccess.ReadWriteOnce,
        4,
        workload,
        replicas,
        exposure,
        true);
  }
}
