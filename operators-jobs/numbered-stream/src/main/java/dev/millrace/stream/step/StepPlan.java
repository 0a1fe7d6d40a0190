package dev.millrace.stream.step;

import dev.millrace.stream.record.Schema;

/** A step, compiled and type-checked. Immutable; what changes is in the {@link StepChain}. */
public final class StepPlan {
  /** Makes the step of one partition. */
  @FunctionalInterface
  interface Factory {
    Step create(StepRuntime runtime, int index, Step next);
  }

  private final String kind;
  private final Schema output;
  private final Factory factory;

  StepPlan(String kind, Schema output, Factory factory) {
    this.kind = kind;
    this.output = output;
    this.factory = factory;
  }

  /** The step's name in manifests, such as {@code window}. */
  public String kind() {
    return kind;
  }

  /** The fields of what it writes. */
  public Schema output() {
    return output;
  }

  Step create(StepRuntime runtime, int index, Step next) {
    return factory.create(runtime, index, next);
  }

  @Override
  public String toString() {
    return kind + " -> " + output;
  }
}
