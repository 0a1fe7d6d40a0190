package dev.millrace.controllog;

import dev.millrace.stream.replica.ReplicaImage;

/**
 * A snapshot whose cells have been loaded, and which has been checked.
 *
 * @param image of the replica
 * @param bytes that the chunks take
 * @param strayChunks chunks of earlier attempts at the same snapshot that were left out
 */
public record LoadedSnapshot(ReplicaImage image, long bytes, int strayChunks) {}
