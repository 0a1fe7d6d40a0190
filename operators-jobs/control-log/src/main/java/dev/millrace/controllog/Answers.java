package dev.millrace.controllog;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Waits for answers of a cluster, never longer than it may, and says what went wrong.
 *
 * @param kafka the cluster
 */
record Answers(KafkaConnection kafka) {
  /**
   * Waits for an answer.
   *
   * @param what is asked for, to be read behind "cannot"
   */
  <T> T await(String what, Future<T> answer, Deadline deadline)
      throws ControlLogException, InterruptedException {
    try {
      return answer.get(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw refused(what, e.getCause());
    } catch (TimeoutException e) {
      throw refused(what, e);
    }
  }

  /** The error that says so. */
  ControlLogException refused(String what, Throwable cause) {
    if (cause instanceof ControlLogException known) {
      return known;
    }
    boolean late =
        cause instanceof TimeoutException
            || cause instanceof org.apache.kafka.common.errors.TimeoutException;
    String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String why = late ? "no answer in time" : said;
    return new ControlLogException(
        "cannot %s at %s: %s. %s".formatted(what, kafka, why, advice(late, cause)), cause);
  }

  private static String advice(boolean late, Throwable cause) {
    if (late) {
      return "See that the brokers run and can be reached from here; then try again.";
    }
    return cause instanceof AuthorizationException
        ? "Grant it to the user of this program."
        : "The log of the brokers may say more.";
  }
}
