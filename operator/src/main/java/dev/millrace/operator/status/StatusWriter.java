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
 * during the write, and with them changes that somebody else makes to the spec.
 *
 * @param client with the right to patch the status of every kind
 * @param events where a change of the Ready condition is told
 */
public record StatusWriter(KubernetesClient client, EventRecorder events) {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(Manager.NAME)
          .withForce(true)
          .build();

  /**
   * Writes a status, unless the resource has it already.
   *
   * @param seen the resource as it was observed
   * @param blank makes an empty resource of the kind
   * @param conditions of a status
   */
  public <S, R extends CustomResource<?, S>> void write(
      R seen, S status, Supplier<R> blank, Function<S, List<Condition>> conditions) {
    if (Objects.equals(seen.getStatus(), status)) {
      return;
    }
    apply(seen, status, blank, null);
    List<Condition> before = seen.getStatus() == null ? null : conditions.apply(seen.getStatus());
    events.tell(seen, before, conditions.apply(status));
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
    return client.resource(patch).subresource("status").patch(APPLY);
  }
}
