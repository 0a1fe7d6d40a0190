package dev.millrace.e2e.training;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.NodePool;
import dev.millrace.api.StreamPipeline;
import dev.millrace.e2e.bench.Plant;
import dev.millrace.e2e.bench.Population;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The operator beside a hundred resources on what stands in for an API server, by TLS. */
final class OperatorTraining {
  private static final String ACCOUNT = "var/run/secrets/kubernetes.io/serviceaccount";
  private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(
          NodePool.class,
          CoapGateway.class,
          StreamPipeline.class,
          DeviceFleet.class,
          MigrationRequest.class);

  /** Held, as loggers that nobody holds forget their level. */
  private static final Logger SERVER_LOG = Logger.getLogger("io.fabric8.mockwebserver");

  private static final Population POPULATION = Population.of(100);
  private static final long PATIENCE_SECONDS = 120;

  private OperatorTraining() {}

  static void run(TrainedProcess process, String kafka, Path crds) throws Exception {
    // Each request would be a line.
    SERVER_LOG.setLevel(Level.WARNING);
    MockWebServer web = new MockWebServer();
    KubernetesMockServer server =
        new KubernetesMockServer(
            new Context(), web, new HashMap<>(), new StandInApi(SchemaDefaults.read(crds)), true);
    KINDS.forEach(
        kind ->
            server.expectCustomResource(
                CustomResourceDefinitionContext.fromCustomResourceType(kind)));
    server.init(InetAddress.getByName("127.0.0.1"), 0);
    try (KubernetesClient client = server.createClient()) {
      KINDS.forEach(client.getKubernetesSerialization()::registerKubernetesResource);
      account(process.image().root(), Path.of(web.getSelfSignedCertificate().certificatePath()));
      populate(client, kafka);
      process.run(
          null,
          List.of("--http-port=PORT"),
          Map.of(
              "JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -Xmx96m -XX:TieredStopAtLevel=1",
              "KUBERNETES_SERVICE_HOST", "localhost",
              "KUBERNETES_SERVICE_PORT", Integer.toString(web.getPort())),
          running -> {
            running.awaitReady();
            awaitObjects(client);
            running.await("/metrics", answer -> !answer.body().isEmpty());
          });
    } finally {
      server.destroy();
    }
  }

  private static void account(Path root, Path certificate) throws IOException {
    Path account = Files.createDirectories(root.resolve(ACCOUNT));
    // Anew, since others may not read the original.
    Files.write(account.resolve("ca.crt"), Files.readAllBytes(certificate));
    Files.writeString(account.resolve("token"), "nobody asks for it");
    Files.writeString(account.resolve("namespace"), "millrace-system");
  }

  private static void populate(KubernetesClient client, String kafka) throws InterruptedException {
    for (int i = 0; i < POPULATION.namespaces(); i++) {
      client
          .resource(
              new ServiceAccountBuilder()
                  .withNewMetadata()
                  .withName("default")
                  .withNamespace(Population.namespaceName(i))
                  .endMetadata()
                  .build())
          .create();
    }
    Plant plant = new Plant(client, POPULATION, kafka);
    plant.createNodes();
    plant.createResources();
  }

  /** Each resource but a pool has a ConfigMap at least. */
  private static void awaitObjects(KubernetesClient client)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    int wanted = POPULATION.resources() - POPULATION.pools();
    int seen = 0;
    while (seen < wanted) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the operator has made %d of %d objects".formatted(seen, wanted));
      }
      TimeUnit.MILLISECONDS.sleep(200);
      seen = client.configMaps().inAnyNamespace().list().getItems().size();
    }
  }
}
