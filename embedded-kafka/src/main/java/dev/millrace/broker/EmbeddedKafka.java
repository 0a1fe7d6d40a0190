package dev.millrace.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker and controller (KRaft, one node) in this process. It listens on the loopback
 * interface only. A broker started again over the same directory and port holds the same records.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final String META_PROPERTIES = "meta.properties";

  private final KafkaRaftServer server;
  private final int port;
  private final int sidePort;

  private EmbeddedKafka(KafkaRaftServer server, int port, int sidePort) {
    this.server = server;
    this.port = port;
    this.sidePort = sidePort;
  }

  /**
   * Starts a broker and waits until it serves clients.
   *
   * @param directory where it keeps its logs, or finds those of an earlier run
   * @param port for clients; 0 picks a free one
   * @throws BrokerException if the port is in use or the broker cannot start in the directory
   */
  public static EmbeddedKafka start(Path directory, int port) throws BrokerException {
    return start(directory, port, Map.of(), OptionalInt.empty());
  }

  /**
   * As {@link #start(Path, int)}, and it can also be reached through something in between, such as
   * a relay that loses connections.
   *
   * @param advertised port of what is in between, on the loopback interface, which has to pass on
   *     to {@link #sidePort}; empty if there is nothing
   */
  public static EmbeddedKafka start(Path directory, int port, OptionalInt advertised)
      throws BrokerException {
    return start(directory, port, Map.of(), advertised);
  }

  /**
   * As {@link #start(Path, int)}, for clients that give a name and a password: {@code
   * security.protocol} is {@code SASL_PLAINTEXT} and {@code sasl.mechanism} is {@code PLAIN}.
   */
  public static EmbeddedKafka startWithPassword(
      Path directory, int port, String user, String password) throws BrokerException {
    return start(
        directory, port, BrokerConfiguration.password(user, password), OptionalInt.empty());
  }

  private static EmbeddedKafka start(
      Path directory, int port, Map<String, Object> security, OptionalInt advertised)
      throws BrokerException {
    int clientPort = reserve(port);
    int controllerPort = reserve(0);
    int sidePort = advertised.isPresent() ? reserve(0) : clientPort;
    try {
      Files.createDirectories(directory);
      if (!Files.exists(directory.resolve(META_PROPERTIES))) {
        format(directory);
      }
      Map<String, Object> values = BrokerConfiguration.of(directory, clientPort, controllerPort);
      values.putAll(security);
      advertised.ifPresent(
          between ->
              values.putAll(
                  BrokerConfiguration.sideEntrance(values, clientPort, sidePort, between)));
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(values), Time.SYSTEM);
      try {
        server.startup();
      } catch (Throwable e) {
        server.shutdown();
        throw e;
      }
      return new EmbeddedKafka(server, clientPort, sidePort);
    } catch (Exception e) {
      throw refused(directory, e);
    }
  }

  /** Host and port for clients. */
  public String bootstrapServers() {
    return BrokerConfiguration.LOOPBACK + ":" + port;
  }

  /** The port for clients. */
  public int port() {
    return port;
  }

  /** The port that what is in between passes on to; that of the clients if there is nothing. */
  public int sidePort() {
    return sidePort;
  }

  /** Stops the broker and waits until it has. Its directory stays. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path directory) throws Exception {
    new Formatter()
        .setNodeId(BrokerConfiguration.NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerConfiguration.CONTROLLER_LISTENER)
        .setMetadataLogDirectory(directory.toString())
        .addDirectory(directory.toString())
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  private static int reserve(int port) throws BrokerException {
    try (ServerSocket probe = new ServerSocket()) {
      // Like the broker's own socket: connections of an earlier run that linger do no harm.
      probe.setReuseAddress(true);
      probe.bind(
          new InetSocketAddress(InetAddress.getByName(BrokerConfiguration.LOOPBACK), port), 1);
      return probe.getLocalPort();
    } catch (BindException e) {
      throw new BrokerException(
          "Kafka port %d is in use on %s. Choose another with --kafka-port, or 0 for a free one."
              .formatted(port, BrokerConfiguration.LOOPBACK),
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new BrokerException(
          "Kafka port %d cannot be opened: %s".formatted(port, e.getMessage()), e);
    }
  }

  private static BrokerException refused(Path directory, Exception cause) {
    return new BrokerException(
        "the embedded Kafka broker cannot start in %s: %s".formatted(directory, cause.getMessage()),
        cause);
  }
}
