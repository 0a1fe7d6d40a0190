package dev.millrace.flink;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/**
 * Tells whether a checkpoint is whole: its metadata can be read, and each file is as long as it
 * says.
 */
final class CheckpointFiles {
  /** Name of the file that Flink writes last. */
  static final String METADATA = "_metadata";

  private CheckpointFiles() {}

  /**
   * Checks the checkpoint in {@code directory}; what the files hold is verified when the replicas
   * begin, by the state's digest.
   *
   * @throws IOException if it is not whole
   */
  static void check(Path directory) throws IOException {
    CheckpointMetadata metadata;
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(directory.resolve(METADATA))))) {
      metadata =
          Checkpoints.loadCheckpointMetadata(
              in, CheckpointFiles.class.getClassLoader(), directory.toUri().toString());
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new IOException("its metadata is no metadata: " + e.getMessage(), e);
    }
    for (OperatorState operator : metadata.getOperatorStates()) {
      for (OperatorSubtaskState task : operator.getStates()) {
        for (StreamStateHandle handle : handles(task)) {
          checkFile(handle);
        }
      }
    }
  }

  private static void checkFile(StreamStateHandle handle) throws IOException {
    if (handle instanceof FileStateHandle file) {
      Path path = Path.of(file.getFilePath().toUri().getPath());
      if (!Files.exists(path) || Files.size(path) != file.getStateSize()) {
        throw new IOException(path + " is missing or has not " + file.getStateSize() + " bytes");
      }
    }
  }

  private static List<StreamStateHandle> handles(OperatorSubtaskState task) {
    List<StreamStateHandle> handles = new ArrayList<>();
    task.getManagedOperatorState().forEach(state -> handles.add(state.getDelegateStateHandle()));
    for (KeyedStateHandle state : task.getManagedKeyedState()) {
      if (state instanceof KeyGroupsStateHandle groups) {
        handles.add(groups.getDelegateStateHandle());
      } else if (state instanceof IncrementalRemoteKeyedStateHandle incremental) {
        handles.add(incremental.getMetaDataStateHandle());
        incremental.getSharedState().forEach(file -> handles.add(file.getHandle()));
        incremental.getPrivateState().forEach(file -> handles.add(file.getHandle()));
      }
    }
    return handles;
  }
}
