package dev.millrace.flink;

import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.util.SerializedThrowable;

/** Why an attempt ended, in one line; Flink says it in layers, the reason in the innermost. */
final class AttemptFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private AttemptFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The failure that {@code info} tells of; it is null if Flink knows of none. */
  static AttemptFailedException of(ErrorInfo info) {
    if (info == null) {
      return new AttemptFailedException("for a reason that Flink does not tell", null);
    }
    StringBuilder line = new StringBuilder();
    for (Throwable at = info.getException(); at != null; at = at.getCause()) {
      String message = message(at);
      if (line.indexOf(message) < 0) {
        line.append(line.isEmpty() ? "" : ": ").append(message);
      }
    }
    return new AttemptFailedException(line.toString(), info.getException());
  }

  private static String message(Throwable error) {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    if (error instanceof SerializedThrowable serialized) {
      String prefix = serialized.getOriginalErrorClassName() + ": ";
      return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
    return message;
  }
}
