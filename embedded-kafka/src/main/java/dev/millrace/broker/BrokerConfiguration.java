package dev.millrace.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.security.plain.PlainLoginModule;

/** The configuration of the embedded broker: one node, small thread pools, nothing deleted. */
final class BrokerConfiguration {
  static final int NODE = 1;
  static final String LOOPBACK = "127.0.0.1";
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String CLIENT_LISTENER = "CLIENT";
  private static final String SIDE_LISTENER = "SIDE";
  private static final String MECHANISM = "PLAIN";

  private BrokerConfiguration() {}

  static Map<String, Object> of(Path directory, int clientPort, int controllerPort) {
    Map<String, Object> values = new HashMap<>();
    values.put("process.roles", "broker,controller");
    values.put("node.id", Integer.toString(NODE));
    values.put("controller.quorum.voters", NODE + "@" + LOOPBACK + ":" + controllerPort);
    values.put(
        "listeners",
        "%s://%s:%d,%s://%s:%d"
            .formatted(
                CLIENT_LISTENER,
                LOOPBACK,
                clientPort,
                CONTROLLER_LISTENER,
                LOOPBACK,
                controllerPort));
    values.put(
        "listener.security.protocol.map",
        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    values.put("inter.broker.listener.name", CLIENT_LISTENER);
    values.put("controller.listener.names", CONTROLLER_LISTENER);
    values.put("log.dirs", directory.toString());
    values.put("auto.create.topics.enable", "false");
    values.put("log.cleaner.enable", "false");
    values.put("log.retention.ms", "-1");
    values.put("group.initial.rebalance.delay.ms", "0");
    values.putAll(singleNodeInternalTopics());
    values.putAll(smallThreadPools());
    return values;
  }

  /** Clients have to give this name and password; so has the broker to itself. */
  static Map<String, Object> password(String user, String password) {
    return Map.of(
        "listener.security.protocol.map",
        CLIENT_LISTENER + ":SASL_PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
        "sasl.enabled.mechanisms",
        MECHANISM,
        "sasl.mechanism.inter.broker.protocol",
        MECHANISM,
        "listener.name.client.plain.sasl.jaas.config",
        "%s required username=\"%s\" password=\"%s\" user_%2$s=\"%3$s\";"
            .formatted(PlainLoginModule.class.getName(), user, password));
  }

  /**
   * One port more, for clients that come through something in between.
   *
   * @param values of {@link #of}
   * @param port that the broker listens on
   * @param advertised port of what is in between, which these clients are told to come to
   */
  static Map<String, Object> sideEntrance(
      Map<String, Object> values, int clientPort, int port, int advertised) {
    return Map.of(
        "listeners",
        values.get("listeners") + "," + address(SIDE_LISTENER, port),
        "advertised.listeners",
        address(CLIENT_LISTENER, clientPort) + "," + address(SIDE_LISTENER, advertised),
        "listener.security.protocol.map",
        values.get("listener.security.protocol.map") + "," + SIDE_LISTENER + ":PLAINTEXT");
  }

  private static String address(String listener, int port) {
    return listener + "://" + LOOPBACK + ":" + port;
  }

  private static Map<String, Object> singleNodeInternalTopics() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1");
  }

  /** The broker shares its cores with everything else of the run. */
  private static Map<String, Object> smallThreadPools() {
    return Map.of(
        "num.network.threads", "2",
        "num.io.threads", "2",
        "background.threads", "2",
        "num.recovery.threads.per.data.dir", "2");
  }
}
