package dev.millrace.operator.pool;

import dev.millrace.api.NodePool;
import java.util.Objects;

/** What of a pool matters to the resources on it. */
public final class PoolNews {
  private PoolNews() {}

  /** Whether it is known that no node of the pool is ready. */
  public static boolean isWithoutNodes(NodePool pool) {
    return pool.getStatus() != null && Objects.equals(pool.getStatus().readyNodes(), 0);
  }

  /**
   * Whether what is on the pool has to be looked at again: if the pool says something else, has got
   * its first ready node, or has lost its last one. How many there are matters only to gateways
   * that want ports of them.
   */
  public static boolean isNews(NodePool now, NodePool before) {
    return !Objects.equals(now.getSpec(), before.getSpec())
        || isWithoutNodes(now) != isWithoutNodes(before);
  }
}
