package dev.millrace.flink;

/**
 * Where TaskManagers find the JobManager that they work for.
 *
 * @param host name or address by which they reach it, and by which it knows itself
 * @param port of its remote calls; the next one is that of its large messages
 */
public record JobManagerAddress(String host, int port) {
  /** Port from which what is too large for a remote call is fetched. */
  public int blobPort() {
    return port + 1;
  }
}
