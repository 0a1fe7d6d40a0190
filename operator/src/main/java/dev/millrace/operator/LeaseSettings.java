package dev.millrace.operator;

/**
 * The Lease that the one of several operators holds which works.
 *
 * @param namespace of the Lease
 * @param name of the Lease
 * @param identity by which this operator holds it; no two that run may have the same
 */
public record LeaseSettings(String namespace, String name, String identity) {
  /**
   * A Lease that is written as NAMESPACE/NAME.
   *
   * @throws IllegalArgumentException if it is not
   */
  static LeaseSettings of(String text, String identity) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
      throw new IllegalArgumentException("must be NAMESPACE/NAME");
    }
    return new LeaseSettings(parts[0], parts[1], identity);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
