package dev.millrace.stream.replica;

import dev.millrace.stream.stage.Output;
import java.util.List;

/**
 * What one serial number left behind.
 *
 * @param outputs in the order of their index
 * @param chain chain hash after them
 * @param digest state digest after it
 */
public record Entry(List<Output> outputs, long chain, long digest) {}
