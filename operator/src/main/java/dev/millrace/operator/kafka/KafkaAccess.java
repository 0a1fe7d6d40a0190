package dev.millrace.operator.kafka;

import dev.millrace.api.KafkaSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Connections to the clusters that resources name.
 *
 * @param client with the right to get Secrets
 * @param credentials how their entries are read
 */
public record KafkaAccess(KubernetesClient client, KafkaCredentials credentials) {
  /**
   * The connection of a resource in a namespace.
   *
   * @throws KafkaTroubleException if the Secret is missing
   */
  public KafkaConnection open(String namespace, KafkaSpec kafka) throws KafkaTroubleException {
    String servers = BootstrapServers.outside(kafka.bootstrapServers(), namespace);
    if (kafka.credentials() == null) {
      return KafkaConnection.plain(servers);
    }
    String name = kafka.credentials().secretName();
    Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
    if (secret == null) {
      throw new KafkaTroubleException(
          Reason.SecretMissing,
          "No Secret '%s' in namespace %s, which spec.kafka.credentials names."
              .formatted(name, namespace),
          null);
    }
    Map<String, byte[]> entries = new TreeMap<>();
    if (secret.getData() != null) {
      secret.getData().forEach((key, text) -> entries.put(key, Base64.getDecoder().decode(text)));
    }
    return credentials.connection(servers, namespace + "-" + name, entries);
  }
}
