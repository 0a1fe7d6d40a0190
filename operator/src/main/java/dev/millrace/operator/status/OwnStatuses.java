package dev.millrace.operator.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Map;

/**
 * The statuses that this process has written, for as long as its caches may not show them. Without
 * them a status that changes and changes back, while the news of the first change is on its way,
 * would look as if it had never changed, and the wrong one would stay. Thread-safe.
 */
final class OwnStatuses {
  private final Map<String, Written> written = RecentMap.create();

  private record Written(long version, Object status) {}

  /** Takes note of what a write of {@code status} has led to. */
  void wrote(HasMetadata result, Object status) {
    written.put(result.getMetadata().getUid(), new Written(version(result), status));
  }

  /** The status as it was seen, unless a later one has been written here. */
  @SuppressWarnings("unchecked") // The uid belongs to one resource, and so to one kind of status.
  <S> S latest(CustomResource<?, S> seen) {
    String uid = seen.getMetadata().getUid();
    Written last = written.get(uid);
    if (last == null) {
      return seen.getStatus();
    }
    if (last.version() <= version(seen)) {
      written.remove(uid, last);
      return seen.getStatus();
    }
    return (S) last.status();
  }

  /**
   * Versions of one resource are numbers that grow (Kubernetes API concepts, resource versions).
   */
  private static long version(HasMetadata resource) {
    return Long.parseLong(resource.getMetadata().getResourceVersion());
  }
}
