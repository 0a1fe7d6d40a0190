package dev.millrace.pod;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a process finds what its pod has for it.
 *
 * @param address of the pod; outside of one that of the machine to itself
 * @param configuration directory with the configuration files
 * @param kafkaCredentials directory with the entries of the Secret for Kafka
 * @param identities directory with a directory for each Secret of pre-shared keys
 * @param state directory that survives the process
 * @param httpPort for health, metrics and status; 0 picks a free one
 * @param podName for log lines
 * @param node that the pod runs on
 */
public record PodEnvironment(
    String address,
    Path configuration,
    Path kafkaCredentials,
    Path identities,
    Path state,
    int httpPort,
    String podName,
    String node) {
  private static final int MOST_PORT = 65_535;

  /**
   * The environment of this process.
   *
   * @param arguments one: the configuration directory
   * @param variables of the environment; each has a default, which is right in a pod
   * @throws ConfigurationException if the argument or a variable is wrong
   */
  public static PodEnvironment of(String[] arguments, Map<String, String> variables)
      throws ConfigurationException {
    if (arguments.length != 1) {
      throw ConfigurationException.of(
          "arguments", "one is wanted, the configuration directory; got " + arguments.length);
    }
    Path configuration = Path.of(arguments[0]);
    if (!Files.isDirectory(configuration)) {
      throw ConfigurationException.of(configuration, "is no directory");
    }
    return new PodEnvironment(
        variables.getOrDefault("POD_IP", "127.0.0.1"),
        configuration,
        Path.of(variables.getOrDefault("MILLRACE_KAFKA_CREDENTIALS", "/etc/millrace-kafka")),
        Path.of(variables.getOrDefault("MILLRACE_IDENTITIES", "/etc/millrace-identities")),
        Path.of(variables.getOrDefault("MILLRACE_STATE", "/state")),
        port(variables.getOrDefault("MILLRACE_HTTP_PORT", "8080")),
        variables.getOrDefault("POD_NAME", "outside of a pod"),
        variables.getOrDefault("NODE_NAME", "localhost"));
  }

  private static int port(String text) throws ConfigurationException {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MOST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw ConfigurationException.of("MILLRACE_HTTP_PORT", "is no number: " + text, e);
    }
    throw ConfigurationException.of("MILLRACE_HTTP_PORT", "is no port: " + text);
  }
}
