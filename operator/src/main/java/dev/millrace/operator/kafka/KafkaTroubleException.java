package dev.millrace.operator.kafka;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.operator.status.Reason;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** Kafka, or what is in it, is not as it has to be. */
public final class KafkaTroubleException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  KafkaTroubleException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  static KafkaTroubleException of(KafkaConnection kafka, String what, Throwable cause) {
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new KafkaTroubleException(
        reason(cause), "Cannot %s at %s: %s".formatted(what, kafka, said), cause);
  }

  /** Whether the broker has answered, if only to refuse. */
  static Reason reason(Throwable cause) {
    if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
      return Reason.KafkaRefused;
    }
    return cause instanceof ApiException && !(cause instanceof RetriableException)
        ? Reason.KafkaRefused
        : Reason.KafkaUnreachable;
  }

  /** Which of the reasons of a condition it is. */
  public Reason reason() {
    return reason;
  }
}
