package dev.millrace.operator.kafka;

import dev.millrace.operator.status.Reason;

/**
 * What Kafka says of a gateway's topics.
 *
 * @param reason what is wrong with them, or why nothing is known; null if all is well
 * @param message the particulars of {@code reason}, else null
 */
public record GatewayFacts(Reason reason, String message) implements Facts {
  /** Every topic is there and fits. */
  public static final GatewayFacts WELL = new GatewayFacts(null, null);

  @Override
  public boolean isSettled() {
    return reason == null;
  }
}
