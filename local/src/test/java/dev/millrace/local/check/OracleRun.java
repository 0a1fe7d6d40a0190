package dev.millrace.local.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a {@link StageOracle} expects of a log in memory. */
final class OracleRun {
  private OracleRun() {}

  static List<String> results(CheckedStage stage, LogRecord... log) {
    return expected(stage, 1, log).stream()
        .map(one -> one.sn() + "/" + one.index() + " " + one.content())
        .toList();
  }

  static List<Expected> expected(CheckedStage stage, int partitions, LogRecord... log) {
    StageOracle oracle =
        new StageOracle(
            stage,
            0,
            Map.of("out", partitions, "p.s.dead-letters", partitions, "tardy", partitions));
    List<Expected> all = new ArrayList<>();
    for (LogRecord record : log) {
      all.addAll(oracle.process(record));
    }
    return all;
  }
}
