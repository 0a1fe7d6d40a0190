package dev.millrace.kafka;

import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** When a replica says how far it is: several times a second while it moves, else now and then. */
final class ReportTimes {
  private static final long WHILE_MOVING = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long AT_REST = TimeUnit.SECONDS.toNanos(1);

  private long lastNanos;
  private boolean ever;
  private long lastSn;
  private long lastFrontier;
  private String lastTrouble;

  /** Whether it should say so now; if so, it has. */
  boolean isDue(long nowNanos, PartitionReplica replica, String trouble) {
    // That a trouble is over has to be said too, or somebody acts on it again.
    if (replica == null && trouble == null && lastTrouble == null) {
      return false;
    }
    long sn = replica == null ? 0 : replica.sn();
    long frontier = replica == null ? 0 : replica.reportableFrontier();
    boolean moved =
        sn != lastSn || frontier != lastFrontier || !Objects.equals(trouble, lastTrouble);
    if (ever && nowNanos - lastNanos < (moved ? WHILE_MOVING : AT_REST)) {
      return false;
    }
    ever = true;
    lastNanos = nowNanos;
    lastSn = sn;
    lastFrontier = frontier;
    lastTrouble = trouble;
    return true;
  }
}
