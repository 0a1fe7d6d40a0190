package dev.millrace.local.report.page;

import dev.millrace.local.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports as pages in files. */
public final class PageFile {
  private PageFile() {}

  /**
   * Writes a report to a file, whose directory is made if need be.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(RunReport report, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, ReportPage.render(report));
  }
}
