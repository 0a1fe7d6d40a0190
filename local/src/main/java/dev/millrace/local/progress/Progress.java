package dev.millrace.local.progress;

import dev.millrace.local.report.ReportFiles;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.running.RunStatus;

/** Shows a run while it runs. Called by one thread at a time. */
public interface Progress extends AutoCloseable {
  /** Something that takes a while begins: starting, or one of the parts of the end. */
  void phase(String what);

  /** The run as it is now. */
  void status(RunStatus status);

  /**
   * The run is over.
   *
   * @param files where its report goes
   */
  void finished(RunReport report, ReportFiles files);

  /** Gives the terminal back. May be called again, and by any thread. */
  @Override
  default void close() {}
}
