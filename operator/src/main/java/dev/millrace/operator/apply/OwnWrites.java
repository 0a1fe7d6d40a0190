package dev.millrace.operator.apply;

import dev.millrace.operator.status.RecentMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/**
 * Remembers which version of each object the operator itself has written, so that the news of its
 * own write is not taken for somebody else's. A change by anybody else has another version and is
 * never held back. Thread-safe.
 */
public final class OwnWrites {
  private final Map<String, String> versions = RecentMap.create();

  /** Takes note of what a write has led to. */
  void wrote(HasMetadata result) {
    versions.put(key(result), result.getMetadata().getResourceVersion());
  }

  /** Whether this version is the one that was written here last. */
  public boolean isOwn(HasMetadata object) {
    return object.getMetadata().getResourceVersion().equals(versions.get(key(object)));
  }

  private static String key(HasMetadata object) {
    return object.getKind()
        + "/"
        + object.getMetadata().getNamespace()
        + "/"
        + object.getMetadata().getName();
  }
}
