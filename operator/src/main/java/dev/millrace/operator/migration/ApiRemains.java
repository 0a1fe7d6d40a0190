package dev.millrace.operator.migration;

import dev.millrace.operator.render.ObjectNames;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Asks the API server. A claim that waits for its pod to end counts as gone: on a node that nobody
 * can reach that may take for ever, and the control log keeps a late pod harmless.
 *
 * @param client with the right to get what replicas are made of
 */
record ApiRemains(KubernetesClient client) implements ReplicaRemoval.Remains {
  @Override
  public boolean any(String namespace, String name) {
    return hasDeployment(namespace, name)
        || hasDeployment(namespace, ObjectNames.taskManagers(name))
        || isHeld(namespace, ObjectNames.claim(name))
        || client.configMaps().inNamespace(namespace).withName(name).get() != null;
  }

  private boolean hasDeployment(String namespace, String name) {
    return client.apps().deployments().inNamespace(namespace).withName(name).get() != null;
  }

  private boolean isHeld(String namespace, String name) {
    PersistentVolumeClaim claim =
        client.persistentVolumeClaims().inNamespace(namespace).withName(name).get();
    return claim != null && claim.getMetadata().getDeletionTimestamp() == null;
  }
}
