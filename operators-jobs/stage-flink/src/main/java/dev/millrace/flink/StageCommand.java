package dev.millrace.flink;

import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** What whoever runs a stage says to its tasks. */
enum StageCommand implements OperatorEvent {
  /** No more ticks from now on. */
  STOP_TICKS,
  /** The stage is about to stop; who stands still for a hand-over need not any more. */
  STOP,
  /** Fail as you stand, for tests. */
  KILL
}
