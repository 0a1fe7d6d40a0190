package dev.millrace.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends the log to a file, so that it does not tear what the terminal shows. */
final class LogFile {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private LogFile() {}

  /**
   * From now on, logs to this file; to be called before anything logs.
   *
   * @throws IOException if its directory cannot be made
   */
  static void use(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    System.setProperty(PREFIX + "logFile", file.toString());
    System.setProperty(PREFIX + "showDateTime", "true");
    System.setProperty(PREFIX + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(PREFIX + "defaultLogLevel", "warn");
    System.setProperty(PREFIX + "log.dev.millrace", "info");
  }
}
