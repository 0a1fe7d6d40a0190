package dev.millrace.operator.apiserver;

import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.controllog.KafkaConnection;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What tests on a real API server need: a kubeconfig in the system property {@code millrace.api},
 * nodes that nobody runs, and a broker.
 *
 * @param config of the API server
 * @param client of the test itself
 * @param broker in this process
 * @param scratch a directory of the tests
 */
record TestApi(Config config, KubernetesClient client, EmbeddedKafka broker, Path scratch)
    implements AutoCloseable {
  static final List<String> POOLS = List.of("north", "south");

  static TestApi open(Path scratch) throws Exception {
    Config config = Config.fromKubeconfig(new File(System.getProperty("millrace.api")));
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    for (String pool : POOLS) {
      node(client, pool);
    }
    return new TestApi(config, client, EmbeddedKafka.start(scratch.resolve("broker"), 0), scratch);
  }

  /** Kubernetes taints a new node until somebody says that it is well. */
  private static void node(KubernetesClient client, String pool) throws Exception {
    Node wanted =
        new NodeBuilder()
            .withNewMetadata()
            .withName(pool + "-1")
            .addToLabels("millrace.dev/pool", pool)
            .endMetadata()
            .build();
    if (client.nodes().withName(pool + "-1").get() == null) {
      client.resource(wanted).create();
    }
    client
        .nodes()
        .withName(pool + "-1")
        .editStatus(
            node ->
                new NodeBuilder(node)
                    .editOrNewStatus()
                    .withConditions()
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("True")
                    .endCondition()
                    .endStatus()
                    .build());
    client
        .nodes()
        .withName(pool + "-1")
        .edit(node -> new NodeBuilder(node).editSpec().withTaints().endSpec().build());
  }

  KafkaConnection kafka() {
    return KafkaConnection.plain(broker.bootstrapServers());
  }

  /** Runs {@code hack/cluster} with these arguments. */
  static void cluster(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("../hack/cluster"));
    command.addAll(List.of(arguments));
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(command + " has ended with " + status);
    }
  }

  @Override
  public void close() {
    client.close();
    broker.close();
  }
}
