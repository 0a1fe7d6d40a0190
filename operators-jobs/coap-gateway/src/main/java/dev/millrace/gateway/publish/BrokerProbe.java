package dev.millrace.gateway.publish;

import java.util.Map;
import java.util.Set;

/** Asks the brokers whether the topics can be written. */
interface BrokerProbe extends AutoCloseable {
  /**
   * The number of partitions of each of these topics that exists.
   *
   * @throws UnreachableException if no broker answers in time, refuses the question, or a partition
   *     has no leader
   */
  Map<String, Integer> partitions(Set<String> topics)
      throws UnreachableException, InterruptedException;

  @Override
  void close();

  /** The topics cannot be written now; the message says why. */
  final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreachableException(String reason) {
      super(reason);
    }
  }
}
