package dev.millrace.operator.apply;

import dev.millrace.operator.status.Manager;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes objects be as rendered: nothing is written that is so already.
 *
 * @param client with the right to list, create and patch what is rendered
 * @param own the writes of this process
 */
public record ObjectApplier(KubernetesClient client, OwnWrites own) {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectApplier.class);

  /**
   * Makes an object be as rendered.
   *
   * @param cached as it was seen last, empty if it was not
   * @return the object as it is now: what was seen, or the server's answer to the write, which the
   *     caches do not have yet
   * @throws NameTakenException if the object that is there belongs to another resource
   */
  public HasMetadata apply(HasMetadata desired, Optional<? extends HasMetadata> cached) {
    if (cached.isPresent()) {
      refuseForeign(desired, cached.get());
      if (DesiredMatch.matches(desired, cached.get())) {
        return cached.get();
      }
    }
    Runnable answered = own.begin(desired);
    try {
      HasMetadata written =
          client.resource(desired).fieldManager(Manager.NAME).forceConflicts().serverSideApply();
      own.wrote(written);
      LOG.info("applied {}", name(desired));
      return written;
    } finally {
      answered.run();
    }
  }

  /**
   * Makes an object that its owner or somebody else may change afterwards; one that is there stays
   * as it is.
   */
  public void create(HasMetadata object) {
    try {
      client.resource(object).create();
      LOG.info("created {}", name(object));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }

  /** Deletes an object; one that is not there counts as deleted. Its dependents follow. */
  public void delete(HasMetadata object) {
    client.resource(object).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    LOG.info("deleted {}", name(object));
  }

  private static void refuseForeign(HasMetadata desired, HasMetadata cached) {
    String wanted = owner(desired).orElse("");
    String found = owner(cached).orElse("");
    if (!found.isEmpty() && !found.equals(wanted)) {
      OwnerReference other = cached.getMetadata().getOwnerReferences().getFirst();
      throw new NameTakenException(
          "%s belongs to %s %s: rename one of the two"
              .formatted(name(desired), other.getKind(), other.getName()));
    }
  }

  private static Optional<String> owner(HasMetadata object) {
    List<OwnerReference> owners = object.getMetadata().getOwnerReferences();
    return owners == null
        ? Optional.empty()
        : owners.stream()
            .filter(owner -> Boolean.TRUE.equals(owner.getController()))
            .map(OwnerReference::getUid)
            .findFirst();
  }

  private static String name(HasMetadata object) {
    return object.getKind()
        + " "
        + object.getMetadata().getNamespace()
        + "/"
        + object.getMetadata().getName();
  }
}
