package dev.millrace.pod;

/**
 * The configuration of a process is wrong; the message names the file, the field where there is
 * one, and what is wrong. It never holds a secret's value.
 */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  private ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Something is wrong with all of a file or directory, or with an argument. */
  public static ConfigurationException of(Object place, String what) {
    return new ConfigurationException(place + ": " + what, null);
  }

  /** Something is wrong with all of a file or directory. */
  public static ConfigurationException of(Object place, String what, Throwable cause) {
    return new ConfigurationException(place + ": " + what, cause);
  }

  /** Something is wrong with a field, such as {@code stages[0].from}. */
  public static ConfigurationException of(Object file, String field, String what, Throwable cause) {
    return new ConfigurationException(file + ": field '" + field + "': " + what, cause);
  }
}
