package dev.millrace.local.running;

import dev.millrace.local.check.CheckReport;
import java.util.List;

/**
 * How a run has ended.
 *
 * @param reason why it ended
 * @param drained whether every stage has consumed its input to the end
 * @param checks null if nothing could be checked
 * @param failures what went wrong, apart from the checks
 */
public record RunResult(
    StopSignal.Reason reason, boolean drained, CheckReport checks, List<String> failures) {
  /** Whether everything holds. */
  public boolean holds() {
    return failures.isEmpty() && drained && checks != null && checks.holds();
  }
}
