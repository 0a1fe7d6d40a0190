package dev.millrace.local.bench.coap;

import dev.millrace.local.bench.Answers;
import java.util.Map;

/**
 * What came of one load on one fresh server.
 *
 * @param load the tool's figures
 * @param server the server's; empty of one that reports nothing
 * @param alive whether it was there, and answered, at the end
 * @param peakRssMiB of the server; 0 if it was dead
 * @param cpuShare of one processor, as long as the load went on; 0 if it was dead
 * @param overflows datagrams that the system dropped since a socket's buffer was full
 */
record Cell(
    Map<String, Object> load,
    Map<String, Object> server,
    boolean alive,
    double peakRssMiB,
    double cpuShare,
    long overflows) {

  /** A figure of the load tool. */
  double of(String figure) {
    return Answers.number(load, figure);
  }

  double perSecond() {
    return of("requestsPerSecond");
  }

  /** Whether the server counts how often its handlers ran. */
  boolean counts() {
    return server.containsKey(ServerReport.HANDLED);
  }

  /** Whether the server has a collector. */
  boolean tellsOfGarbage() {
    return server.containsKey(ServerReport.GC_MILLIS);
  }

  /** How long the collector has worked. */
  double gcMillis() {
    return Answers.number(server, ServerReport.GC_MILLIS);
  }

  /** How often handlers ran beyond once for each request sent; less than 0: some never came. */
  double handledTooOften() {
    return Answers.number(server, ServerReport.HANDLED) - of("sent");
  }
}
