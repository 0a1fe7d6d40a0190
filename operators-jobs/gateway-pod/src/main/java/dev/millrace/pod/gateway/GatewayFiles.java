package dev.millrace.pod.gateway;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSecrets;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.ObservableSpec;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.ConfigurationFile;
import dev.millrace.pod.KafkaCredentials;
import dev.millrace.pod.PodEnvironment;
import dev.millrace.pod.SecretFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The files that describe a gateway. The credentials for Kafka are read once; everything else may
 * change while the process runs.
 */
final class GatewayFiles {
  /** Leaves the rest of the process's time to its last answers. */
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(10);

  private final Path description;
  private final Path identities;
  private final Path state;
  private final String node;
  private final Map<String, String> credentials;

  private GatewayFiles(
      Path description, Path identities, Path state, String node, Map<String, String> credentials) {
    this.description = description;
    this.identities = identities;
    this.state = state;
    this.node = node;
    this.credentials = credentials;
  }

  /**
   * The files of this process.
   *
   * @throws ConfigurationException if the credentials are wrong
   */
  static GatewayFiles of(PodEnvironment environment) throws ConfigurationException {
    return new GatewayFiles(
        environment.configuration().resolve("gateway.json"),
        environment.identities(),
        environment.state(),
        environment.node(),
        KafkaCredentials.read(environment.kafkaCredentials(), AdminClientConfig.configNames()));
  }

  /** The file that describes the gateway. */
  Path description() {
    return description;
  }

  /**
   * The configuration as the files say it now, for all addresses of the pod.
   *
   * @throws ConfigurationException naming file and field, if anything is wrong
   */
  GatewayConfig read() throws ConfigurationException {
    ConfigurationFile<GatewayDescription> file =
        ConfigurationFile.read(description, GatewayDescription.class);
    String name = file.require("name", file.value().name());
    CoapGatewaySpec spec = file.require("spec", file.value().spec());
    KafkaSpec kafka = file.require("spec.kafka", spec.kafka());
    file.require("spec.kafka.bootstrapServers", kafka.bootstrapServers());
    if (spec.spool() != null) {
      file.require("spec.spool.maxBytes", spec.spool().maxBytes());
    }
    if (spec.handOver() != null) {
      file.require("spec.handOver.topic", spec.handOver().topic());
      file.require("spec.handOver.key", spec.handOver().key());
      file.require("spec.handOver.key.secretName", spec.handOver().key().secretName());
    }
    checkListeners(file, file.require("spec.listeners", spec.listeners()));
    checkResources(file, file.require("spec.resources", spec.resources()));
    if (spec.observe() != null) {
      checkObserved(file, file.require("spec.observe.resources", spec.observe().resources()));
    }
    return new GatewayConfig(
        name,
        spec,
        new InetSocketAddress(0).getAddress(),
        secrets(spec),
        credentials,
        state,
        Boolean.TRUE.equals(file.value().perNode()) ? node : GatewayConfig.ANY_PLACE,
        DRAIN_TIMEOUT);
  }

  private static void checkListeners(
      ConfigurationFile<GatewayDescription> file, List<ListenerSpec> listeners)
      throws ConfigurationException {
    file.check(!listeners.isEmpty(), "spec.listeners", "needs at least one");
    for (int i = 0; i < listeners.size(); i++) {
      ListenerSpec listener = file.require("spec.listeners[" + i + "]", listeners.get(i));
      file.require("spec.listeners[" + i + "].protocol", listener.protocol());
    }
  }

  private static void checkResources(
      ConfigurationFile<GatewayDescription> file, List<GatewayResourceSpec> resources)
      throws ConfigurationException {
    file.check(!resources.isEmpty(), "spec.resources", "needs at least one");
    for (int i = 0; i < resources.size(); i++) {
      GatewayResourceSpec one = file.require("spec.resources[" + i + "]", resources.get(i));
      file.require("spec.resources[" + i + "].path", one.path());
    }
  }

  private static void checkObserved(
      ConfigurationFile<GatewayDescription> file, List<ObservableSpec> observed)
      throws ConfigurationException {
    for (int i = 0; i < observed.size(); i++) {
      file.require("spec.observe.resources[" + i + "]", observed.get(i));
    }
  }

  private Map<String, Map<String, byte[]>> secrets(CoapGatewaySpec spec)
      throws ConfigurationException {
    Map<String, Map<String, byte[]>> secrets = new TreeMap<>();
    for (String secret : ListenerSecrets.of(spec).entries().keySet()) {
      secrets.put(secret, SecretFiles.read(identities.resolve(secret)));
    }
    return secrets;
  }
}
