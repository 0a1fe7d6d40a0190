package dev.millrace.flink;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** How Flink is set up: within one JVM, or as a JobManager and TaskManagers of several. */
final class ClusterSettings {
  private static final String LOOPBACK = "127.0.0.1";

  /** Within one JVM nobody is lost, only slow. */
  private static final Duration SLOW = Duration.ofSeconds(60);

  /**
   * A process that is gone is noticed by refused calls, sooner than by this, unless nothing is left
   * that refuses. Until it is noticed, its slots are given away again and again.
   */
  private static final Duration LOST = Duration.ofSeconds(5);

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /**
   * Until a TaskManager tries again to find a JobManager that is about to start. Flink's 10 and 30
   * seconds were most of the time in which nothing came out.
   */
  private static final Duration REGISTRATION = Duration.ofSeconds(1);

  /** Until a TaskManager that is not taken in looks for the JobManager anew. */
  private static final Duration SEARCH = Duration.ofSeconds(10);

  /**
   * How long a connection may take. While a Service still names a pod that is gone nobody answers,
   * and a connection that is being tried does not notice when that has changed: all calls to that
   * address wait for its end, Flink's 20 seconds.
   */
  private static final Duration CONNECTION = Duration.ofSeconds(2);

  /** How long a TaskManager keeps slots for a JobManager that it has lost. */
  private static final Duration SLOT_PATIENCE = Duration.ofSeconds(2);

  /** How long a stage that has lost a TaskManager waits for another one. */
  private static final Duration REPLACEMENT_PATIENCE = Duration.ofMinutes(5);

  /** Not taken up before RocksDB asks for it, outside of the heap. */
  private static final long MANAGED_BYTES_PER_SLOT = 64L << 20;

  /** Small, as records go out after a millisecond at the latest and seldom fill one. */
  private static final long SEGMENT_BYTES = 16L << 10;

  private static final long NETWORK_BYTES = 8L << 20;

  private ClusterSettings() {}

  /** One JVM, of which nobody else is to see anything. */
  static Configuration inOneJvm(int slots, Path directory) {
    Configuration flink = jobManager(directory, LOOPBACK);
    memory(flink, slots, slots);
    flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, SLOW);
    return flink;
  }

  /** The JobManager of several JVMs. */
  static Configuration ofJobManager(JobManagerAddress self, String bindAddress, Path directory) {
    Configuration flink = jobManager(directory, bindAddress);
    remote(flink, self);
    flink.set(BlobServerOptions.PORT, Integer.toString(self.blobPort()));
    flink.set(JobManagerOptions.SLOT_REQUEST_TIMEOUT, REPLACEMENT_PATIENCE);
    // Zero never ends: later it would refuse at once what there is no slot for at that moment.
    flink.set(ResourceManagerOptions.STANDALONE_CLUSTER_STARTUP_PERIOD_TIME, Duration.ZERO);
    return flink;
  }

  /** A TaskManager of several JVMs. */
  static Configuration ofTaskManager(TaskManagerSettings self) {
    Configuration flink = new Configuration();
    remote(flink, self.jobManager());
    memory(flink, self.slots(), self.parallelism());
    directories(flink, self.directory());
    flink.set(TaskManagerOptions.NUM_TASK_SLOTS, self.slots());
    flink.set(TaskManagerOptions.HOST, self.address());
    flink.set(TaskManagerOptions.BIND_HOST, self.address());
    flink.set(TaskManagerOptions.RPC_PORT, Integer.toString(self.rpcPort()));
    flink.set(NettyShuffleEnvironmentOptions.DATA_PORT, self.dataPort());
    flink.set(TaskManagerOptions.SLOT_TIMEOUT, SLOT_PATIENCE);
    flink.set(TaskManagerOptions.REGISTRATION_TIMEOUT, SEARCH);
    return flink;
  }

  /** Its REST endpoint cannot be left out, and is for nobody. */
  private static Configuration jobManager(Path directory, String bindAddress) {
    Configuration flink = new Configuration();
    directories(flink, directory);
    flink.set(JobManagerOptions.BIND_HOST, bindAddress);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_PORT, "0");
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, StageJob.RETAINED_CHECKPOINTS);
    return flink;
  }

  private static void remote(Configuration flink, JobManagerAddress jobManager) {
    flink.set(JobManagerOptions.ADDRESS, jobManager.host());
    flink.set(JobManagerOptions.PORT, jobManager.port());
    flink.set(RestOptions.ADDRESS, LOOPBACK);
    flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT);
    flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, LOST);
    flink.set(RpcOptions.TCP_TIMEOUT, CONNECTION);
    flink.set(ClusterOptions.MAX_REGISTRATION_TIMEOUT, REGISTRATION);
    flink.set(ClusterOptions.ERROR_REGISTRATION_DELAY, REGISTRATION);
    flink.set(ClusterOptions.REFUSED_REGISTRATION_DELAY, REGISTRATION);
  }

  private static void directories(Configuration flink, Path directory) {
    String path = directory.toAbsolutePath().toString();
    flink.set(CoreOptions.TMP_DIRS, path);
    flink.set(BlobServerOptions.STORAGE_DIRECTORY, path);
    flink.set(ClusterOptions.PROCESS_WORKING_DIR_BASE, path);
  }

  private static void memory(Configuration flink, long slots, long parallelism) {
    MemorySize network = new MemorySize(networkBytes(slots, parallelism));
    flink.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, new MemorySize(SEGMENT_BYTES));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    flink.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, new MemorySize(slots * MANAGED_BYTES_PER_SLOT));
  }

  /**
   * Enough for one stage that has all slots, which needs most: each pair of tasks two buffers on
   * either side, each task eight floating ones on either side.
   */
  private static long networkBytes(long slots, long parallelism) {
    return NETWORK_BYTES + SEGMENT_BYTES * (4 * slots * parallelism + 16 * slots);
  }
}
