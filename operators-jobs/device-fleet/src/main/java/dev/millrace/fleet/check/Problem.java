package dev.millrace.fleet.check;

/**
 * One thing that is wrong with a fleet.
 *
 * @param field path of the field in the manifest, such as {@code spec.phases[0].rate}
 * @param message what is wrong and what is allowed
 */
public record Problem(String field, String message) {
  @Override
  public String toString() {
    return field + ": " + message;
  }
}
