package dev.millrace.operator.apply;

/** An object of the needed name belongs to another resource, and is left alone. */
public final class NameTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NameTakenException(String message) {
    super(message);
  }
}
