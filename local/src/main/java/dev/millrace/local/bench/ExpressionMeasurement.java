package dev.millrace.local.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Payloads and expressions on one core: against the codec alone, and against the CEL library. */
final class ExpressionMeasurement implements Measurement {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final String HEAP = "512m";
  private static final Bar WHOLE = Bar.atMost("ratio", 2);
  private static final Bar CLOSURES = Bar.atMost("ratio", 1 / 3.0);

  @Override
  public String name() {
    return "expressions";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, InterruptedException {
    bench.say("expressions: decode, filter, map and encode in memory");
    try (JvmProcess process =
        bench.process(
            name(),
            JvmOptions.withHeap(HEAP),
            ExpressionProcess.class,
            Boolean.toString(bench.quick()))) {
      Map<String, Object> answer = process.answer(TIMEOUT);
      Samples whole = Answers.samples(answer, "whole");
      Samples codec = Answers.samples(answer, "codec");
      Samples closures = Answers.samples(answer, "closures");
      Samples planned = Answers.samples(answer, "planned");
      return List.of(
          row("decode, filter, map, encode", whole),
          row("decode, encode", codec),
          row("filter, map: own closures", closures),
          row("filter, map: CEL planner runtime", planned),
          new Row(name(), "whole / codec alone").with("ratio", whole.over(codec)).bar(WHOLE),
          new Row(name(), "closures / CEL planner")
              .with("ratio", closures.over(planned))
              .bar(CLOSURES));
    }
  }

  private Row row(String contender, Samples nanos) {
    return new Row(name(), contender)
        .with("cpuNanosPerRecord", nanos)
        .with("recordsPerSecond", nanos.under(TimeUnit.SECONDS.toNanos(1)));
  }
}
