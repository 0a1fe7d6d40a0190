package dev.millrace.local.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From a CoAP POST to its result in the output topic, the whole path in one process. */
final class CoapMeasurement implements Measurement {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final String HEAP = "1g";
  private static final Bar HIGH = Bar.atMost("latencyP99Millis", 50);

  @Override
  public String name() {
    return "coap";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, InterruptedException {
    int rounds = bench.pick(1, 3);
    List<Map<String, Object>> answers = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      String name = "coap-" + round;
      try (JvmProcess process =
          bench.process(
              name,
              JvmOptions.withHeap(HEAP),
              CoapProcess.class,
              bench.directory(name).toString(),
              Integer.toString(bench.pick(6, 10)),
              Integer.toString(bench.pick(8, 20)))) {
        answers.add(process.answer(TIMEOUT));
        bench.say("coap: round " + round + ": " + answers.get(round - 1));
      }
    }
    return List.of(
        new Row(name(), "devices, gateway, broker, light stage in one process")
            .with("messagesPerSecond", CoapProcess.MESSAGES_PER_SECOND)
            .with("latencyP50Millis", samples(answers, "p50"))
            .with("latencyP99Millis", samples(answers, "p99"))
            .with("latencyMaxMillis", samples(answers, "max"))
            .with("acknowledgedP99Millis", samples(answers, "acknowledgedP99"))
            .bar(HIGH));
  }

  private static Samples samples(List<Map<String, Object>> answers, String name) {
    return new Samples(
        answers.stream().mapToDouble(answer -> Answers.number(answer, name)).toArray());
  }
}
