package dev.millrace.pod.stage;

import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.ConfigurationFile;

/**
 * Where the processes of a replica find the one that it is run from. What is null was not said.
 *
 * @param host name or address
 * @param port of its remote calls; the next one is that of its large messages
 */
record JobManagerDescription(String host, Integer port) {
  private static final int GREATEST_PORT = 65_535;

  void check(ConfigurationFile<?> file) throws ConfigurationException {
    file.require("jobManager.host", host);
    int said = file.require("jobManager.port", port);
    file.check(
        said > 0 && said < GREATEST_PORT,
        "jobManager.port",
        "must be from 1 to " + (GREATEST_PORT - 1) + ", is " + said);
  }
}
