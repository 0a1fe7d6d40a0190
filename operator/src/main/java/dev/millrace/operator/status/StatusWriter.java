package dev.millrace.operator.status;

import dev.millrace.api.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes statuses by plain server-side apply. The framework's own ways hold back events that arrive
 * during the write, and with them changes that somebody else makes to the spec. Thread-safe.
 */
public final class StatusWriter {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(Manager.NAME)
          .withForce(true)
          .build();

  private final KubernetesClient client;
  private final EventRecorder events;
  private final OwnStatuses own = new OwnStatuses();

  /**
   * A writer.
   *
   * @param client with the right to patch the status of every kind
   * @param events where a change of the Ready condition is told
   */
  public StatusWriter(KubernetesClient client, EventRecorder events) {
    this.client = client;
    this.events = events;
  }

  /** The client that statuses are written by, for whoever reads them anew. */
  public KubernetesClient client() {
    return client;
  }

  /** Where it tells what has changed, for whoever writes a status under a version. */
  public EventRecorder events() {
    return events;
  }

  /** The status of a resource: as it was observed, or as it was last written here since. */
  public <S, R extends CustomResource<?, S>> S latest(R seen) {
    return own.latest(seen);
  }

  /**
   * Writes a status, unless the resource has it already.
   *
   * @param seen the resource as it was observed
   * @param blank makes an empty resource of the kind
   * @param conditions of a status
   * @return the status that it had; equal to {@code status} if nothing was written, null if none
   */
  public <S, R extends CustomResource<?, S>> S write(
      R seen, S status, Supplier<R> blank, Function<S, List<Condition>> conditions) {
    S latest = own.latest(seen);
    if (!Objects.equals(latest, status)) {
      apply(seen, status, blank, null);
      List<Condition> before = latest == null ? null : conditions.apply(latest);
      events.tell(seen, before, conditions.apply(status));
    }
    return latest;
  }

  /**
   * Writes a status only if the resource is still of this version; fails with a conflict otherwise.
   *
   * @param version the expected resource version, or null for any
   * @return the resource as the server has it now
   */
  public <S, R extends CustomResource<?, S>> R apply(
      R seen, S status, Supplier<R> blank, String version) {
    R patch = blank.get();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(seen.getMetadata().getName())
            .withNamespace(seen.getMetadata().getNamespace())
            .withResourceVersion(version)
            .build());
    patch.setStatus(status);
    R result = client.resource(patch).subresource("status").patch(APPLY);
    own.wrote(result, status);
    return result;
  }
}
