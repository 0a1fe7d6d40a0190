package dev.millrace.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.query.KvStateRegistry;
import org.apache.flink.runtime.query.TaskKvStateRegistry;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.LocalRecoveryConfig;
import org.apache.flink.runtime.state.StreamCompressionDecorator;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackendBuilder;
import org.apache.flink.runtime.state.heap.HeapPriorityQueueSetFactory;
import org.apache.flink.runtime.state.metrics.LatencyTrackingStateConfig;
import org.apache.flink.runtime.state.metrics.SizeTrackingStateConfig;
import org.apache.flink.runtime.state.ttl.TtlTimeProvider;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackendBuilder;
import org.apache.flink.state.rocksdb.RocksDBPriorityQueueConfig;
import org.apache.flink.state.rocksdb.RocksDBResourceContainer;
import org.apache.flink.util.FileUtils;
import org.rocksdb.RocksDB;

/** A state backend without a task, with the cells of some partitions and an image for each. */
final class TestBackend implements AutoCloseable {
  /** Where the cells are. */
  enum Kind {
    HEAP,
    ROCKSDB
  }

  private static final StreamCompressionDecorator PLAIN =
      UncompressedStreamCompressionDecorator.INSTANCE;
  private static final TypeSerializer<Integer> KEYS = IntSerializer.INSTANCE;

  final TaskCells cells;
  private final PartitionKeys keys;
  private final AbstractKeyedStateBackend<Integer> backend;
  private final RocksDBResourceContainer options = new RocksDBResourceContainer();
  private final CloseableRegistry closeables = new CloseableRegistry();
  private final TaskKvStateRegistry registry =
      new KvStateRegistry().createTaskRegistry(new JobID(), new JobVertexID());
  private final Path directory;

  /**
   * Opens a backend.
   *
   * @param partitions of the stage
   * @param range those of this task
   */
  TestBackend(Kind kind, int partitions, KeyGroupRange range) throws Exception {
    keys = PartitionKeys.of(partitions);
    directory = Files.createTempDirectory("backend");
    backend = kind == Kind.HEAP ? heap(partitions, range) : rocksDb(partitions, range);
    // Before the cells, so that these are not the backend's first state.
    ValueState<byte[]> images =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>("image", BytePrimitiveArraySerializer.INSTANCE));
    cells = TaskCells.in(backend);
    for (int partition : range) {
      backend.setCurrentKey(keys.keyOf(partition));
      images.update(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }
  }

  /** A backend whose task has all partitions. */
  static TestBackend open(Kind kind, int partitions) {
    try {
      return new TestBackend(kind, partitions, KeyGroupRange.of(0, partitions - 1));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The store of a partition that has no cells. */
  FlinkStore store(int partition) {
    FlinkStore store = new FlinkStore(cells, keys.keyOf(partition), null);
    store.begun();
    return store;
  }

  private AbstractKeyedStateBackend<Integer> heap(int partitions, KeyGroupRange range)
      throws Exception {
    return new HeapKeyedStateBackendBuilder<>(
            registry,
            KEYS,
            TestBackend.class.getClassLoader(),
            partitions,
            range,
            new ExecutionConfig(),
            TtlTimeProvider.DEFAULT,
            LatencyTrackingStateConfig.disabled(),
            SizeTrackingStateConfig.disabled(),
            List.of(),
            PLAIN,
            LocalRecoveryConfig.BACKUP_AND_RECOVERY_DISABLED,
            new HeapPriorityQueueSetFactory(range, partitions, 16),
            true,
            closeables)
        .build();
  }

  private AbstractKeyedStateBackend<Integer> rocksDb(int partitions, KeyGroupRange range)
      throws Exception {
    RocksDB.loadLibrary();
    Collection<KeyedStateHandle> nothing = List.of();
    return new RocksDBKeyedStateBackendBuilder<>(
            "test",
            TestBackend.class.getClassLoader(),
            directory.toFile(),
            options,
            state -> options.getColumnOptions(),
            registry,
            KEYS,
            partitions,
            range,
            new ExecutionConfig(),
            LocalRecoveryConfig.BACKUP_AND_RECOVERY_DISABLED,
            new RocksDBPriorityQueueConfig(),
            TtlTimeProvider.DEFAULT,
            LatencyTrackingStateConfig.disabled(),
            SizeTrackingStateConfig.disabled(),
            new UnregisteredMetricsGroup(),
            (name, value) -> {},
            nothing,
            PLAIN,
            closeables)
        .build();
  }

  @Override
  public void close() {
    cells.close();
    backend.dispose();
    try {
      closeables.close();
      FileUtils.deleteDirectory(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
