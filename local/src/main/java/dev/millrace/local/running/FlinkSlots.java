package dev.millrace.local.running;

import dev.millrace.flink.FlinkCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Flink within this process, as much of it as is needed: started with room for the stages and for
 * one that moves, and another cluster beside it if that is not enough. Thread-safe.
 */
final class FlinkSlots implements AutoCloseable {
  private final Path directory;
  private final List<Cluster> clusters = new ArrayList<>();

  private static final class Cluster {
    final FlinkCluster flink;
    int free;

    Cluster(FlinkCluster flink, int free) {
      this.flink = flink;
      this.free = free;
    }
  }

  /** Slots of one stage, given back when it has been stopped. */
  interface Lease extends AutoCloseable {
    /** Where they are. */
    FlinkCluster cluster();

    @Override
    void close();
  }

  /** Nothing is started yet. */
  FlinkSlots(Path directory) {
    this.directory = directory;
  }

  /** Makes room for this many tasks; takes about two seconds if a cluster has to be started. */
  synchronized void prepare(int slots) {
    if (slots > 0 && clusters.stream().noneMatch(cluster -> cluster.free >= slots)) {
      add(slots);
    }
  }

  /** Takes slots for a stage. */
  synchronized Lease take(int slots) {
    Cluster cluster =
        clusters.stream().filter(one -> one.free >= slots).findFirst().orElseGet(() -> add(slots));
    cluster.free -= slots;
    return new Lease() {
      @Override
      public FlinkCluster cluster() {
        return cluster.flink;
      }

      @Override
      public void close() {
        giveBack(cluster, slots);
      }
    };
  }

  private Cluster add(int slots) {
    FlinkCluster flink = FlinkCluster.start(slots, directory.resolve("cluster-" + clusters.size()));
    Cluster cluster = new Cluster(flink, slots);
    clusters.add(cluster);
    return cluster;
  }

  private synchronized void giveBack(Cluster cluster, int slots) {
    cluster.free += slots;
  }

  @Override
  public synchronized void close() throws Exception {
    for (Cluster cluster : clusters) {
      cluster.flink.close();
    }
    clusters.clear();
  }
}
