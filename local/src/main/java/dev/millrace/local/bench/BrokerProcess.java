package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import dev.millrace.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;

/** The broker in a JVM of its own, so that its CPU and memory are nobody else's. */
final class BrokerProcess {
  private BrokerProcess() {}

  /** Serves from the directory in the argument until the standard input ends. */
  public static void main(String[] arguments) throws BrokerException, IOException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0)) {
      Answers.print("bootstrapServers", kafka.bootstrapServers());
      while (System.in.read() >= 0) {
        // Nothing is asked of a broker but to stay.
      }
    }
  }
}
