package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import java.io.IOException;
import java.util.List;

/** A part of a benchmark: contenders that are measured side by side. */
public interface Measurement {

  /** Name in tables and for {@code --only}. */
  String name();

  /**
   * Measures.
   *
   * @throws IOException if a process or the broker fails; the message says which and why
   */
  List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException;

  /** Charts of the rows that it has measured. */
  default List<Plot> plots(List<Row> rows) {
    return BarPlots.of(rows);
  }

  /** How the broker's JVM is started; its share of the memory must not be short. */
  default List<String> brokerOptions() {
    return JvmOptions.withHeap("1g");
  }
}
