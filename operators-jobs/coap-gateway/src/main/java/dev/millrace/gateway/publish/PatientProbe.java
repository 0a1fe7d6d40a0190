package dev.millrace.gateway.publish;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** A probe that can be made later: while it cannot be, the brokers cannot be reached. */
final class PatientProbe implements BrokerProbe {
  private final Supplier<BrokerProbe> probes;
  private BrokerProbe probe;

  /**
   * @param probes throws a KafkaException while no name of a broker can be resolved
   */
  PatientProbe(Supplier<BrokerProbe> probes) {
    this.probes = probes;
  }

  @Override
  public synchronized Map<String, Integer> partitions(Set<String> topics)
      throws UnreachableException, InterruptedException {
    if (probe == null) {
      try {
        probe = probes.get();
      } catch (KafkaException e) {
        Throwable reason = e.getCause() == null ? e : e.getCause();
        throw new UnreachableException(String.valueOf(reason.getMessage()));
      }
    }
    return probe.partitions(topics);
  }

  @Override
  public synchronized void close() {
    if (probe != null) {
      probe.close();
    }
  }
}
