package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.Output;
import java.util.Map;

/** Tails that say what others say. */
class DelegatingTails extends Tails {
  private final Tails tails;

  DelegatingTails(Tails tails) {
    super(Map.of());
    this.tails = tails;
  }

  @Override
  public boolean contains(OutputPartition at, int inputPartition, int generation, Output output) {
    return tails.contains(at, inputPartition, generation, output);
  }

  @Override
  public Identity last(OutputPartition at, int inputPartition) {
    return tails.last(at, inputPartition);
  }

  @Override
  public long highestSn(int inputPartition, int generation) {
    return tails.highestSn(inputPartition, generation);
  }

  @Override
  public long end(OutputPartition at) {
    return tails.end(at);
  }
}
