package dev.millrace.local.bench.coap;

import dev.millrace.local.bench.Answers;
import java.util.Map;

/**
 * What remembering a request takes: what a server's memory has grown by while it handled some.
 *
 * @param exchanges that it handled
 * @param answerBytes how long the answers were
 * @param heap bytes of an exchange on the heap
 * @param besideHeap bytes of an exchange beside it
 */
record RememberedBytes(double exchanges, double answerBytes, double heap, double besideHeap) {
  /** What an answer may take without counting, in {@link #beyondAnswer}. */
  private static final int FREE_OF_ANSWER = 16;

  /**
   * Between two looks at a server.
   *
   * @param before its figures and its memory
   * @param after the same after the load
   * @param answerBytes of an answer of the load
   */
  static RememberedBytes between(
      Map<String, Object> before, Map<String, Object> after, double answerBytes) {
    double exchanges = grown(before, after, ServerReport.HANDLED);
    return new RememberedBytes(
        exchanges,
        answerBytes,
        grown(before, after, ServerMemory.HEAP) / exchanges,
        grown(before, after, ServerMemory.BESIDE) / exchanges);
  }

  private static double grown(Map<String, Object> before, Map<String, Object> after, String name) {
    return Answers.number(after, name) - Answers.number(before, name);
  }

  /** Bytes of an exchange, wherever they are. */
  double bytes() {
    return heap + besideHeap;
  }

  /** The same without what of the answer is longer than the shortest one. */
  double beyondAnswer() {
    return bytes() - (answerBytes - FREE_OF_ANSWER);
  }
}
