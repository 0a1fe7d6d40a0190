package dev.millrace.e2e.bench;

import dev.millrace.api.CoapGateway;
import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.Row;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The API server is killed and comes back; the first thing it hears is a change. */
final class OutageMeasurement {
  private static final int AWAY_SECONDS = 15;
  private static final double MOST_SECONDS = 5;
  private static final long PAUSE_MILLIS = 50;
  private static final long PATIENCE_SECONDS = 90;
  private static final int VALUE = 77_777;

  private OutageMeasurement() {}

  static Row measure(Stand stand, OperatorProcess operator)
      throws IOException, InterruptedException {
    Config config =
        new ConfigBuilder(stand.client().getConfiguration())
            .withRequestRetryBackoffLimit(0)
            .build();
    stand.cluster("api", "stop");
    TimeUnit.SECONDS.sleep(AWAY_SECONDS);
    try (KubernetesClient impatient = new KubernetesClientBuilder().withConfig(config).build()) {
      stand.cluster("api", "start");
      await(() -> change(impatient, stand.plant().population()), "the change to be taken");
      long taken = System.nanoTime();
      await(() -> isWritten(impatient, stand.plant().population()), "the change to be written");
      double seconds = (System.nanoTime() - taken) / (double) TimeUnit.SECONDS.toNanos(1);
      return new Row("outage", "api server killed")
          .with("awaySeconds", AWAY_SECONDS)
          .with("writtenAfterSeconds", seconds)
          .with("restarts", operator.isAlive() ? 0 : 1)
          .bar(Bar.atMost("writtenAfterSeconds", MOST_SECONDS))
          .bar(Bar.atMost("restarts", 0));
    }
  }

  /** What may fail as long as the API server is not there. */
  private interface Attempt {
    boolean succeeds();
  }

  private static void await(Attempt attempt, String what) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!succeeds(attempt)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("waited in vain for " + what);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private static boolean succeeds(Attempt attempt) {
    try {
      return attempt.succeeds();
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private static boolean change(KubernetesClient client, Population population) {
    client
        .resources(CoapGateway.class)
        .inNamespace(population.namespace(0))
        .withName(ChangedKind.GATEWAY.resource(0))
        .patch(PatchContext.of(PatchType.JSON), ChangedKind.GATEWAY.patch(VALUE));
    return true;
  }

  private static boolean isWritten(KubernetesClient client, Population population) {
    ConfigMap map =
        client
            .configMaps()
            .inNamespace(population.namespace(0))
            .withName(ChangedKind.GATEWAY.resource(0) + "-gateway")
            .get();
    return map != null && map.getData().toString().contains(Integer.toString(VALUE));
  }
}
