package dev.millrace.controllog;

import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.state.StateStore;

/**
 * A snapshot that has been loaded and checked.
 *
 * @param image of the replica
 * @param state its cells
 * @param bytes that the chunks take
 * @param strayChunks chunks of earlier attempts at the same snapshot that were left out
 */
public record LoadedSnapshot(ReplicaImage image, StateStore state, long bytes, int strayChunks) {}
