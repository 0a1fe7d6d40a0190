package dev.millrace.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sends the log to a file, so that it does not tear what the terminal shows. */
final class LogFile {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  /**
   * These warn in every run of what is as it should be: of partitions that are asked for their ends
   * without being read, of positions that are kept in checkpoints only, of a cluster without tokens
   * and log files.
   */
  private static final List<String> ALWAYS_WARNING =
      List.of(
          "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
          "org.apache.flink.connector.kafka.source",
          "org.apache.flink.runtime.security.token",
          "org.apache.flink.runtime.webmonitor.WebMonitorUtils");

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
    ALWAYS_WARNING.forEach(name -> System.setProperty(PREFIX + "log." + name, "error"));
  }
}
