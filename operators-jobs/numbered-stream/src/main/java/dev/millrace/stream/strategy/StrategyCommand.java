package dev.millrace.stream.strategy;

import dev.millrace.stream.handover.ControlRecord;

/**
 * Something to be done. Each is idempotent: it is given again as long as its effect is not
 * observed.
 */
public sealed interface StrategyCommand {
  /** Appends a record to the control log. */
  record Append(ControlRecord record) implements StrategyCommand {}

  /** Makes sure of the temporary topics. */
  record MakeTemporary() implements StrategyCommand {}

  /** Deletes the temporary topics. */
  record RemoveTemporary() implements StrategyCommand {}

  /** Starts the target. */
  record DeployTarget() implements StrategyCommand {}

  /** Starts the target without any state, at a record that the source has been at. */
  record DeployEmptyTarget() implements StrategyCommand {}

  /** Tells the router of a partition to leave it to the source. */
  record TellRouter(int partition, Abort cause) implements StrategyCommand {}

  /** Removes the target and everything that was made for it. */
  record RemoveTarget() implements StrategyCommand {}

  /** Stops the source and keeps what it needs to be started again. */
  record StopSource() implements StrategyCommand {}

  /** Starts the source again from its own last state. */
  record StartSource() implements StrategyCommand {}

  /** Removes the source and everything that was made for it. */
  record RemoveSource() implements StrategyCommand {}
}
