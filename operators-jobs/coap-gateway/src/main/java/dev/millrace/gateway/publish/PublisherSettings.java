package dev.millrace.gateway.publish;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a publisher has to know.
 *
 * @param name whose publisher it is, for client ids, threads and log lines
 * @param clientProperties how to reach and to authenticate at the brokers; secret, never logged
 * @param topics all topics that records will name at first
 * @param brokerTimeout longest time from sending a record to its acknowledgement
 * @param maxRecordBytes size of the largest record, keys and headers included
 * @param bufferBytes memory for records that are not acknowledged yet
 * @param spool where records are kept while the brokers are away; empty if they are refused then
 */
public record PublisherSettings(
    String name,
    Map<String, String> clientProperties,
    Set<String> topics,
    Duration brokerTimeout,
    int maxRecordBytes,
    long bufferBytes,
    Optional<SpoolSettings> spool) {
  public PublisherSettings {
    clientProperties = Map.copyOf(clientProperties);
    topics = Set.copyOf(topics);
  }

  /** The class must not leak credentials into a log. */
  @Override
  public String toString() {
    return "PublisherSettings[" + name + ", topics " + topics + "]";
  }
}
