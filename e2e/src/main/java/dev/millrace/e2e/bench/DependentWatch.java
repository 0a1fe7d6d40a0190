package dev.millrace.e2e.bench;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Sees, as any client does, when the operator has changed what belongs to a resource. */
final class DependentWatch implements AutoCloseable {
  /** Labels of what the operator makes. */
  static final Map<String, String> OURS =
      Map.of("app.kubernetes.io/managed-by", "millrace-operator");

  private final ConcurrentMap<String, CompletableFuture<Long>> awaited = new ConcurrentHashMap<>();
  private final List<Watch> watches;

  DependentWatch(KubernetesClient client) {
    watches =
        List.of(
            client.configMaps().inAnyNamespace().withLabels(OURS).watch(watcher(ConfigMap.class)),
            client
                .apps()
                .deployments()
                .inAnyNamespace()
                .withLabels(OURS)
                .watch(watcher(Deployment.class)));
  }

  /**
   * The time at which the next change of the object of a kind that belongs to a resource is seen,
   * as {@link System#nanoTime} has it.
   */
  CompletableFuture<Long> next(Class<? extends HasMetadata> kind, String owner) {
    return awaited.computeIfAbsent(kind.getSimpleName() + owner, name -> new CompletableFuture<>());
  }

  private <T extends HasMetadata> Watcher<T> watcher(Class<T> kind) {
    return new Watcher<>() {
      @Override
      public void eventReceived(Action action, T object) {
        long now = System.nanoTime();
        if (action == Action.MODIFIED) {
          for (OwnerReference owner : object.getMetadata().getOwnerReferences()) {
            CompletableFuture<Long> one = awaited.remove(kind.getSimpleName() + owner.getUid());
            if (one != null) {
              one.complete(now);
            }
          }
        }
      }

      @Override
      public void onClose(WatcherException cause) {
        awaited.values().forEach(one -> one.completeExceptionally(cause));
      }
    };
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }
}
