package dev.millrace.operator.apply;

import dev.millrace.operator.status.RecentMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which version of each object the operator itself has written, so that the news of its
 * own write is not taken for somebody else's. A change by anybody else has another version and is
 * never held back. Thread-safe.
 */
public final class OwnWrites {
  private static final Logger LOG = LoggerFactory.getLogger(OwnWrites.class);

  /** News are held back for so long at most while a write has no answer. */
  private static final long PATIENCE_SECONDS = 2;

  private final Map<String, String> versions = RecentMap.create();
  private final ConcurrentMap<String, CountDownLatch> underway = new ConcurrentHashMap<>();

  /**
   * Takes note of a write that begins. Its news may come before its answer, and until there is one
   * nobody can tell whose they are.
   *
   * @return to be run once the write has its answer, noted or failed
   */
  Runnable begin(HasMetadata object) {
    String key = key(object);
    CountDownLatch end = new CountDownLatch(1);
    underway.put(key, end);
    return () -> {
      underway.remove(key, end);
      end.countDown();
    };
  }

  /** Takes note of what a write has led to. */
  void wrote(HasMetadata result) {
    versions.put(key(result), result.getMetadata().getResourceVersion());
  }

  /**
   * Whether this version is the one that was written here last. While a write is under way, its
   * answer is waited for.
   */
  public boolean isOwn(HasMetadata object) {
    CountDownLatch end = underway.get(key(object));
    if (end != null) {
      await(end);
    }
    return object.getMetadata().getResourceVersion().equals(versions.get(key(object)));
  }

  /** If there is no answer in time, the news count as somebody else's, which does no harm. */
  private static void await(CountDownLatch end) {
    try {
      if (!end.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.debug("a write has no answer yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String key(HasMetadata object) {
    return object.getKind()
        + "/"
        + object.getMetadata().getNamespace()
        + "/"
        + object.getMetadata().getName();
  }
}
