package dev.millrace.operator;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import java.util.Map;

/**
 * Leaves out of what the API server says the parts that are large and that nobody here looks at.
 * They are not even read, so caches of thousands of objects stay small.
 */
final class SparseObjects {
  private SparseObjects() {}

  /** Who has set which field is half of many an object. */
  @JsonIgnoreProperties(value = "managedFields", allowGetters = true)
  private interface Metadata {}

  /** What becomes of a pod matters; the rest of what was asked for is in its Deployment. */
  private abstract static class MostlyStatus {
    @JsonDeserialize(using = WantedResources.class)
    abstract void setSpec(PodSpec spec);
  }

  /** Only a node's conditions matter. */
  @JsonIgnoreProperties(
      value = {"addresses", "allocatable", "capacity", "images", "nodeInfo"},
      allowGetters = true)
  private interface OnlyConditions {}

  /** A mapper that reads objects so, and equal texts as one; it writes everything. */
  static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.registerModule(
        new SimpleModule("shared-strings").addDeserializer(String.class, new SharedStrings()));
    mapper.registerModule(unreadSpecifications());
    mapper.addMixIn(ObjectMeta.class, Metadata.class);
    mapper.addMixIn(Pod.class, MostlyStatus.class);
    mapper.addMixIn(NodeStatus.class, OnlyConditions.class);
    return mapper;
  }

  /** Of the operator's own objects it only matters whether they are as they were rendered. */
  private static SimpleModule unreadSpecifications() {
    return new SimpleModule("unread-specifications")
        .addDeserializer(
            DeploymentSpec.class,
            new UnreadSpec<>(
                DeploymentSpec.class,
                DeploymentSpec::new,
                DeploymentSpec::setAdditionalProperty,
                Map.of("replicas", DeploymentSpec::setReplicas)))
        .addDeserializer(
            DaemonSetSpec.class,
            new UnreadSpec<>(
                DaemonSetSpec.class,
                DaemonSetSpec::new,
                DaemonSetSpec::setAdditionalProperty,
                Map.of()))
        .addDeserializer(
            NetworkPolicySpec.class,
            new UnreadSpec<>(
                NetworkPolicySpec.class,
                NetworkPolicySpec::new,
                NetworkPolicySpec::setAdditionalProperty,
                Map.of()))
        .addDeserializer(
            PodDisruptionBudgetSpec.class,
            new UnreadSpec<>(
                PodDisruptionBudgetSpec.class,
                PodDisruptionBudgetSpec::new,
                PodDisruptionBudgetSpec::setAdditionalProperty,
                Map.of()))
        .addDeserializer(
            PersistentVolumeClaimSpec.class,
            new UnreadSpec<>(
                PersistentVolumeClaimSpec.class,
                PersistentVolumeClaimSpec::new,
                PersistentVolumeClaimSpec::setAdditionalProperty,
                Map.of()));
  }
}
