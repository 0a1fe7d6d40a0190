package dev.millrace.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator as {@link OperatorMain} runs it, in this process: it begins with an empty memory. */
public final class OperatorProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);

  private final KubernetesClient client;
  private final OperatorAssembly assembly;
  private final BooleanSupplier dead;
  private final Runnable ended;
  private final Thread thread;

  private OperatorProcess(
      Config config,
      String namespace,
      Path scratch,
      Interceptor interceptor,
      BooleanSupplier dead,
      Runnable ended) {
    this.dead = dead;
    this.ended = ended;
    client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withKubernetesSerialization(OperatorMain.serialization())
            .withHttpClientBuilderConsumer(
                http ->
                    http.addOrReplaceInterceptor(GzipBodies.NAME, new GzipBodies())
                        .addOrReplaceInterceptor("test", interceptor))
            .build();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    assembly =
        new OperatorAssembly(
            client,
            SettingsReader.read(
                Map.of("MILLRACE_NAMESPACES", namespace, "MILLRACE_IMAGE_TAG", "1"), List.of()),
            scratch,
            registry,
            new UnreadyMeter(registry, Clock.systemUTC()),
            cause -> ended.run());
    thread = Thread.ofPlatform().daemon().name("operator-" + namespace).unstarted(this::run);
  }

  /**
   * Begins to work on one namespace.
   *
   * @param interceptor that sees all calls of this operator
   * @param dead whether it has died and is not to be waited for
   * @param ended told when it has given up, as a process that ends with an error
   */
  public static OperatorProcess start(
      Config config,
      String namespace,
      Path scratch,
      Interceptor interceptor,
      BooleanSupplier dead,
      Runnable ended) {
    OperatorProcess process =
        new OperatorProcess(config, namespace, scratch, interceptor, dead, ended);
    process.thread.start();
    return process;
  }

  private void run() {
    try {
      ApiServerWait.await(client, dead);
      if (!dead.getAsBoolean()) {
        assembly.start();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      ended.run();
      LOG.info("the operator has not come up: {}", e.getMessage());
    }
  }

  /** Whether it has begun, in vain or not. */
  public boolean hasStarted() {
    return !thread.isAlive();
  }

  /** Ends it; nothing of it goes on afterwards. */
  @Override
  public void close() throws InterruptedException {
    thread.join();
    assembly.close();
    client.close();
  }
}
