package dev.millrace.operator.render;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The volumes of a pod, each with the place where its one container sees it.
 *
 * @param volumes in order
 * @param mounts in the same order
 */
record Mounts(List<Volume> volumes, List<VolumeMount> mounts) {
  /** Flink unpacks a 20 MB library at every start. */
  private static final String SCRATCH = "256Mi";

  private static final int OWNER_ONLY = 0440;

  /** The two that every pod has: its configuration, and somewhere to write. */
  static Mounts basic(String configMap) {
    return basic(configMap, List.of());
  }

  /**
   * The same with these files of the configuration.
   *
   * @param files empty for all
   */
  static Mounts basic(String configMap, List<String> files) {
    return new Mounts(List.of(), List.of())
        .and(
            new VolumeBuilder()
                .withName("config")
                .withNewConfigMap()
                .withName(configMap)
                .withItems(files.stream().map(file -> new KeyToPath(file, null, file)).toList())
                .endConfigMap()
                .build(),
            "/etc/millrace",
            true)
        .and(
            new VolumeBuilder()
                .withName("tmp")
                .withNewEmptyDir()
                .withSizeLimit(new Quantity(SCRATCH))
                .endEmptyDir()
                .build(),
            "/tmp",
            false);
  }

  Mounts and(Volume volume, String path, boolean readOnly) {
    List<Volume> more = new ArrayList<>(volumes);
    more.add(volume);
    List<VolumeMount> places = new ArrayList<>(mounts);
    places.add(
        new VolumeMountBuilder()
            .withName(volume.getName())
            .withMountPath(path)
            .withReadOnly(readOnly ? true : null)
            .build());
    return new Mounts(List.copyOf(more), List.copyOf(places));
  }

  Mounts andSecret(String volume, String secret, String path) {
    return andSecret(volume, secret, Set.of(), path);
  }

  /**
   * The same with these entries of a Secret.
   *
   * @param entries empty for all
   */
  Mounts andSecret(String volume, String secret, Set<String> entries, String path) {
    return and(
        new VolumeBuilder()
            .withName(volume)
            .withNewSecret()
            .withSecretName(secret)
            .withItems(
                entries.stream().sorted().map(entry -> new KeyToPath(entry, null, entry)).toList())
            .withDefaultMode(OWNER_ONLY)
            .endSecret()
            .build(),
        path,
        true);
  }

  Mounts andClaim(String volume, String claim, String path) {
    return and(
        new VolumeBuilder()
            .withName(volume)
            .withNewPersistentVolumeClaim()
            .withClaimName(claim)
            .endPersistentVolumeClaim()
            .build(),
        path,
        false);
  }

  Mounts andEmpty(String volume, String size, String path) {
    return and(
        new VolumeBuilder()
            .withName(volume)
            .withNewEmptyDir()
            .withSizeLimit(new Quantity(size))
            .endEmptyDir()
            .build(),
        path,
        false);
  }
}
