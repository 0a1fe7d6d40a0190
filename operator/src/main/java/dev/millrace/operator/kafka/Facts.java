package dev.millrace.operator.kafka;

/** What a look at Kafka has found. */
public interface Facts {
  /** Whether nothing has to come yet, so that nobody need look again by itself. */
  boolean isSettled();
}
