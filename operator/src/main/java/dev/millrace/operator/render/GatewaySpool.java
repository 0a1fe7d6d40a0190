package dev.millrace.operator.render;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.GatewaySpoolSpec;
import dev.millrace.api.GatewaySpoolSpec.Storage;
import dev.millrace.operator.render.RenderSettings.Workload;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;

/** The disk of a gateway that has a spool: in the pod, or a claim that its pods share. */
record GatewaySpool(RenderSettings settings) {
  /** What the pods call the directory that survives their process. */
  private static final String PLACE = "/state";

  /** Beside the entries: positions and a lock. A pod that writes more than its bound is evicted. */
  private static final long SLACK_BYTES = 16L << 20;

  /** The claim, if there is to be one. */
  Optional<PersistentVolumeClaim> claim(CoapGateway gateway) {
    return isClaimed(gateway)
        ? Optional.of(
            new PersistentVolumeClaimBuilder()
                .withMetadata(
                    Owners.metadata(gateway, name(gateway), GatewayRendering.labels(gateway)))
                .withNewSpec()
                .withAccessModes(pods() == 1 ? "ReadWriteOnce" : "ReadWriteMany")
                .withStorageClassName(settings.storageClass())
                .withNewResources()
                .addToRequests("storage", bytes(gateway.getSpec().spool(), pods()))
                .endResources()
                .endSpec()
                .build())
        : Optional.empty();
  }

  /** What the pod mounts with the spool's disk, if there is one. */
  Mounts add(Mounts mounts, CoapGateway gateway) {
    GatewaySpoolSpec spool = gateway.getSpec().spool();
    if (spool == null) {
      return mounts;
    }
    return isClaimed(gateway)
        ? mounts.andClaim("spool", name(gateway), PLACE)
        : mounts.andEmpty("spool", bytes(spool, 1).toString(), PLACE);
  }

  /** Whether two pods cannot have the disk at once, not even for a moment. */
  boolean isExclusive(CoapGateway gateway) {
    return isClaimed(gateway) && pods() == 1;
  }

  private static boolean isClaimed(CoapGateway gateway) {
    GatewaySpoolSpec spool = gateway.getSpec().spool();
    return spool != null && spool.storageOrDefault() == Storage.PersistentVolumeClaim;
  }

  /** How many share a claim; on every node of a pool that is not known, and more than one. */
  private int pods() {
    return settings.gatewayWorkload() == Workload.DaemonSet ? 2 : settings.gatewayReplicas();
  }

  private static Quantity bytes(GatewaySpoolSpec spool, int pods) {
    return new Quantity(Long.toString(pods * (spool.maxBytes() + SLACK_BYTES)));
  }

  private static String name(CoapGateway gateway) {
    return GatewayRendering.name(gateway) + "-spool";
  }
}
