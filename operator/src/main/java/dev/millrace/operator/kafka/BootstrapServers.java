package dev.millrace.operator.kafka;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Brokers as a resource names them. A pod resolves a name without a dot within its own namespace;
 * the operator is in another one and has to say in which it means it.
 */
final class BootstrapServers {
  private BootstrapServers() {}

  /** The same brokers, for a client outside of {@code namespace}. */
  static String outside(String bootstrapServers, String namespace) {
    return Arrays.stream(bootstrapServers.split(","))
        .map(String::strip)
        .map(server -> qualified(server, namespace))
        .collect(Collectors.joining(","));
  }

  private static String qualified(String server, String namespace) {
    int colon = server.lastIndexOf(':');
    String host = colon < 0 ? server : server.substring(0, colon);
    boolean isName = !host.contains(".") && !host.contains(":") && !host.equals("localhost");
    return isName ? host + "." + namespace + ".svc" + server.substring(host.length()) : server;
  }
}
