package dev.millrace.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Health and metrics over HTTP: {@code /healthz/live}, {@code /healthz/ready} (503 with what is
 * missing) and {@code /metrics}.
 */
final class HealthServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2, HealthServer::daemon);

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Begins to answer.
   *
   * @param notReady why the process is not ready; null if it is
   * @param metrics as Prometheus reads them
   */
  static HealthServer start(int port, Supplier<String> notReady, Supplier<String> metrics)
      throws IOException {
    HealthServer health = new HealthServer(HttpServer.create(new InetSocketAddress(port), 0));
    health.server.setExecutor(health.threads);
    health.server.createContext(
        "/",
        exchange -> {
          switch (exchange.getRequestURI().getPath()) {
            case "/healthz/live" -> answer(exchange, OK, "live\n");
            case "/healthz/ready" -> ready(exchange, notReady.get());
            case "/metrics" -> answer(exchange, OK, metrics.get());
            default -> answer(exchange, NOT_FOUND, "not found\n");
          }
        });
    health.server.start();
    return health;
  }

  /** The port on which it answers. */
  int port() {
    return server.getAddress().getPort();
  }

  private static void ready(HttpExchange exchange, String notReady) throws IOException {
    if (notReady == null) {
      answer(exchange, OK, "ready\n");
    } else {
      answer(exchange, UNAVAILABLE, notReady + "\n");
    }
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(code, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "health");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
