package dev.millrace.operator;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator as a process. It ends with SIGTERM; exit code 2 means wrong settings, 1 that it has
 * to be started again, as when another one has taken its Lease.
 */
public final class OperatorMain {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);
  private static final int BAD_INPUT = 2;
  private static final int FAILED = 1;
  private static final long END_SECONDS = 15;

  private OperatorMain() {}

  /** Runs until it is told to end. */
  public static void main(String[] arguments) {
    OperatorSettings settings;
    try {
      settings = SettingsReader.read(System.getenv(), List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(BAD_INPUT);
      return;
    }
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndWait(end, ended), "end"));
    try {
      run(settings, end);
    } catch (IOException | RuntimeException e) {
      LOG.error("the operator cannot go on", e);
      ended.countDown();
      System.exit(FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private static void endAndWait(CountDownLatch end, CountDownLatch ended) {
    end.countDown();
    try {
      if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the operator has not ended in {} seconds", END_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(OperatorSettings settings, CountDownLatch end)
      throws IOException, InterruptedException {
    AtomicReference<String> notReady = new AtomicReference<>("waiting for the API server");
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    UnreadyMeter unready = new UnreadyMeter(registry, Clock.systemUTC());
    Path scratch = Files.createTempDirectory("millrace-kafka");
    try (KubernetesClient client = client(new ConfigBuilder().build());
        HealthServer health =
            HealthServer.start(
                settings.httpPort(), notReady::get, () -> scrape(registry, unready))) {
      ApiServerWait.await(client, () -> end.getCount() == 0);
      if (end.getCount() > 0) {
        notReady.set("filling the caches");
        try (OperatorAssembly assembly =
            new OperatorAssembly(
                client, settings, scratch, registry, unready, OperatorMain::fail)) {
          assembly.start();
          notReady.set(null);
          LOG.info("ready, health on port {}", health.port());
          end.await();
          notReady.set("ending");
        }
      }
    }
  }

  /** Whoever has started the process starts it again. */
  private static void fail(Throwable cause) {
    LOG.error("the operator ends: {}", cause.getMessage(), cause);
    System.exit(FAILED);
  }

  private static String scrape(PrometheusMeterRegistry registry, UnreadyMeter unready) {
    unready.refresh();
    return registry.scrape();
  }

  /** A client that keeps of what it reads what is looked at, and lets long lists be packed. */
  static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(serialization())
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor(GzipBodies.NAME, new GzipBodies()))
        .build();
  }

  /**
   * Without a search for extensions on the class path, which takes half of the client's start. What
   * a search would have found is named: a watch whose version is gone ends with a Status, and one
   * that does not know it asks for the same version for ever.
   */
  static KubernetesSerialization serialization() {
    KubernetesSerialization serialization =
        new KubernetesSerialization(SparseObjects.mapper(), false);
    serialization.registerKubernetesResource(Status.class);
    return serialization;
  }
}
