package dev.millrace.local.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The measured rounds of one contender. */
final class ContenderRounds {
  private final List<Double> recordsPerSecond = new ArrayList<>();
  private final List<Double> cpuNanosPerRecord = new ArrayList<>();
  private final List<Double> rssMiB = new ArrayList<>();

  /** Adds what {@link Round#print} has said. */
  void add(Map<String, Object> answer, ProcessFigures process) throws IOException {
    recordsPerSecond.add(recordsPerSecond(answer));
    cpuNanosPerRecord.add(Answers.number(answer, "cpuNanos") / Answers.number(answer, "records"));
    rssMiB.add(process.rssMiB());
  }

  static double recordsPerSecond(Map<String, Object> answer) {
    return Answers.number(answer, "records")
        * TimeUnit.SECONDS.toNanos(1)
        / Answers.number(answer, "wallNanos");
  }

  Samples recordsPerSecond() {
    return Samples.of(recordsPerSecond);
  }

  Samples cpuNanosPerRecord() {
    return Samples.of(cpuNanosPerRecord);
  }

  Row row(String measurement, String contender) {
    return new Row(measurement, contender)
        .with("recordsPerSecond", recordsPerSecond())
        .with("cpuNanosPerRecord", cpuNanosPerRecord())
        .with("rssMiB", Samples.of(rssMiB));
  }
}
