package dev.millrace.gateway.publish;

import java.nio.file.Path;
import java.util.List;

/**
 * Where records are kept while the brokers are away.
 *
 * @param place directory that several processes may share
 * @param maxBytes bound on what this process keeps there
 * @param exchangeHeaders headers that name a record's exchange, of which there must be one record,
 *     also if the process ends in the middle of it and another one is asked again; none if there is
 *     no such thing
 */
public record SpoolSettings(Path place, long maxBytes, List<String> exchangeHeaders) {
  public SpoolSettings {
    exchangeHeaders = List.copyOf(exchangeHeaders);
  }
}
