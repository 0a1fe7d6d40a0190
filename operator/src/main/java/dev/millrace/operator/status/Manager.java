package dev.millrace.operator.status;

/** The name under which the operator owns fields. */
public final class Manager {
  /** Field manager of every write. */
  public static final String NAME = "millrace";

  private Manager() {}
}
