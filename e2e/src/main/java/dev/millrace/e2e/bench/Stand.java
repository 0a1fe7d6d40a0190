package dev.millrace.e2e.bench;

import dev.millrace.broker.BrokerException;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.e2e.audit.AuditLog;
import dev.millrace.e2e.image.UnpackedImage;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the operator is measured on: an API server with its resources, a broker, the image. */
final class Stand implements AutoCloseable {
  private static final int QUIET_SECONDS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final BenchOptions options;
  private final KubernetesClient client;
  private final EmbeddedKafka broker;
  private final Installation installation;
  private final UnpackedImage image;
  private final AuditLog audit;
  private final Plant plant;
  private final PretendedPods pods;

  private Stand(
      BenchOptions options, KubernetesClient client, EmbeddedKafka broker, UnpackedImage image) {
    this.options = options;
    this.client = client;
    this.broker = broker;
    this.image = image;
    installation = Installation.read(client);
    audit = new AuditLog(options.kubeconfig.resolveSibling("log"), installation.account());
    plant = new Plant(client, Population.of(options.resources), broker.bootstrapServers());
    pods = new PretendedPods(client, broker.bootstrapServers());
  }

  /** Everything but the resources themselves. */
  static Stand open(BenchOptions options)
      throws IOException, BrokerException, InterruptedException {
    UnpackedImage image = UnpackedImage.unpack(options.image, options.scratch.resolve("image"));
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(options.kubeconfig.toFile()))
            .build();
    EmbeddedKafka broker = EmbeddedKafka.start(options.scratch.resolve("kafka"), 0);
    return new Stand(options, client, broker, image);
  }

  KubernetesClient client() {
    return client;
  }

  Plant plant() {
    return plant;
  }

  BenchOptions options() {
    return options;
  }

  /** The calls of the operator, as the API server has seen them. */
  AuditLog audit() {
    return audit;
  }

  /** Starts the operator within the memory that the chart gives it. */
  OperatorProcess start() throws IOException {
    return start(image);
  }

  /** The same without the AOT cache that the image may have. */
  OperatorProcess startWithoutCache() throws IOException {
    return start(image.withoutCache());
  }

  private OperatorProcess start(UnpackedImage started) throws IOException {
    return OperatorProcess.start(
        List.of(options.contain.toString(), options.cgroup.toString()),
        started,
        installation,
        options.scratch.resolve("operator.log"));
  }

  /** Lets pods come up until every resource is ready and the operator has nothing more to do. */
  void bringUp(OperatorProcess operator) throws IOException, InterruptedException {
    pods.bringUp(plant, PATIENCE, operator::isAlive);
    settle(operator);
  }

  /** Returns when the operator has worked on nothing for some seconds. */
  void settle(OperatorProcess operator) throws IOException, InterruptedException {
    long last = -1;
    for (int quiet = 0; quiet < QUIET_SECONDS; quiet++) {
      TimeUnit.SECONDS.sleep(1);
      long now = operator.reconciles().total();
      if (now != last) {
        quiet = 0;
        last = now;
      }
    }
  }

  /** Runs {@code hack/cluster} with these arguments. */
  void cluster(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("hack/cluster"));
    command.addAll(List.of(arguments));
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(options.scratch.resolve("cluster.log").toFile())
            .start()
            .waitFor();
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
