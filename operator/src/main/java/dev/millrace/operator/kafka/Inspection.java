package dev.millrace.operator.kafka;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.operator.status.Reason;

/** How Kafka is looked at for resources of one kind. Nothing stays open behind a look. */
interface Inspection<S, F extends Facts> {
  /** One look, for the resource of a name. What is wrong is in the facts. */
  F look(KafkaConnection kafka, String name, S spec) throws InterruptedException;

  /** No facts, and why. */
  F unknown(Reason reason, String message);
}
