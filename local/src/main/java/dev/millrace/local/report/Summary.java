package dev.millrace.local.report;

import dev.millrace.local.running.RunResult;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** A run in one sentence. */
final class Summary {
  private Summary() {}

  static String of(RunResult result, RunReport.Messages messages, List<RunReport.Stage> stages) {
    if (messages == null) {
      return "nothing could be checked";
    }
    long expected = stages.stream().mapToLong(RunReport.Stage::expected).sum();
    long missing = sum(stages, messages, RunReport.Defects::missing);
    long repeated = sum(stages, messages, RunReport.Defects::repeated);
    long wrong =
        sum(stages, messages, RunReport.Defects::reordered)
            + sum(stages, messages, RunReport.Defects::different)
            + sum(stages, messages, RunReport.Defects::unexpected);
    return String.format(
        Locale.ROOT,
        "%s: %,d messages %s, %,d outputs expected; %,d missing, %,d repeated, %,d wrong",
        result.holds() ? "every check holds" : "FAILED",
        messages.acknowledged() + messages.fromElsewhere(),
        messages.fromElsewhere() == 0 ? "acknowledged" : "taken",
        expected,
        missing,
        repeated,
        wrong);
  }

  private static long sum(
      List<RunReport.Stage> stages,
      RunReport.Messages messages,
      ToLongFunction<RunReport.Defects> count) {
    return count.applyAsLong(messages.defects())
        + stages.stream().map(RunReport.Stage::defects).mapToLong(count).sum();
  }
}
