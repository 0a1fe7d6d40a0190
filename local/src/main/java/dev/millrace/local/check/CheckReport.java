package dev.millrace.local.check;

import java.util.List;

/**
 * What the checker says about a run.
 *
 * @param exchanges what came in
 * @param stages what each stage wrote
 */
public record CheckReport(ExchangeVerdict exchanges, List<StageVerdict> stages) {
  /** Whether every check holds. */
  public boolean holds() {
    return exchanges.holds() && stages.stream().allMatch(StageVerdict::holds);
  }
}
