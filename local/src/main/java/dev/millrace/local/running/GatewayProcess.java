package dev.millrace.local.running;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.local.RefusedException;
import dev.millrace.local.bench.JvmOptions;
import dev.millrace.local.bench.JvmProcess;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway in a process of its own, which can be killed. What a killed one has answered since it
 * was asked last, within the last second, is not counted.
 */
final class GatewayProcess implements ServingGateway {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
  private static final JsonMapper JSON = new JsonMapper();

  private final GatewayConfig config;
  private final Path logs;
  private final MeterRegistry registry;
  private final Map<String, Long> counted = new HashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("gateway-looks").daemon().factory());
  private JvmProcess process;
  private List<InetSocketAddress> endpoints;
  private volatile boolean reachable;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private boolean closed;

  private GatewayProcess(GatewayConfig config, Path logs, MeterRegistry registry) {
    this.config = config;
    this.logs = logs;
    this.registry = registry;
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param logs directory for its log
   * @param registry gets the numbers of its responses
   * @throws RefusedException with its own reason if it does not start
   */
  static GatewayProcess start(GatewayConfig config, Path logs, MeterRegistry registry)
      throws RefusedException, InterruptedException {
    GatewayProcess gateway = new GatewayProcess(config, logs, registry);
    try {
      gateway.launch();
    } catch (IOException e) {
      throw new RefusedException("gateway %s: %s".formatted(config.name(), e.getMessage()), e);
    }
    var unused = gateway.looks.scheduleWithFixedDelay(gateway::look, 1, 1, TimeUnit.SECONDS);
    return gateway;
  }

  private synchronized void launch() throws IOException, InterruptedException {
    counted.clear();
    process =
        JvmProcess.start(
            "gateway-" + config.name(),
            logs,
            JvmProcess.command(JvmOptions.common(), GatewayMain.class));
    Map<String, Object> state =
        process.ask(JSON.writeValueAsString(GatewayOrder.of(config)), START_TIMEOUT);
    if (state.get("refused") != null) {
      process.close();
      throw new IOException(String.valueOf(state.get("refused")));
    }
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (Object port : (List<?>) state.get("ports")) {
      addresses.add(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), ((Number) port).intValue()));
    }
    endpoints = addresses;
    take(state);
  }

  private synchronized void look() {
    if (closed || failure.isDone()) {
      return;
    }
    try {
      process.check();
      take(process.ask("state", ANSWER_TIMEOUT));
    } catch (IOException e) {
      LOG.warn("gateway {} does not say how it is", config.name(), e);
      if (!process.isAlive()) {
        reachable = false;
        failure.complete(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Map<String, Object> state) {
    reachable = (Boolean) state.get("reachable");
    for (Map.Entry<?, ?> response : ((Map<?, ?>) state.get("responses")).entrySet()) {
      String code = (String) response.getKey();
      long number = ((Number) response.getValue()).longValue();
      Long before = counted.put(code, number);
      registry
          .counter("millrace.gateway.requests", "gateway", config.name(), "code", code)
          .increment(number - (before == null ? 0 : before));
    }
  }

  /** Kills it as a power cut would, and starts it anew with what is on its disk. */
  synchronized void killAndRestart() throws IOException, InterruptedException {
    LOG.info("gateway {} is killed", config.name());
    process.kill();
    reachable = false;
    launch();
  }

  @Override
  public synchronized List<InetSocketAddress> endpoints() {
    return List.copyOf(endpoints);
  }

  @Override
  public boolean brokerReachable() {
    return reachable;
  }

  @Override
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  @Override
  public void close() {
    looks.shutdown();
    synchronized (this) {
      if (process.isAlive()) {
        look();
      }
      closed = true;
      try {
        process.close();
      } catch (IOException e) {
        LOG.warn("gateway {} did not end in order", config.name(), e);
      }
    }
  }
}
