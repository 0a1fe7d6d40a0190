package dev.millrace.pod;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health, metrics and status of a process by HTTP, on all addresses. Threads, queue and connections
 * are bounded, and slow clients are let go.
 */
final class PodServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PodServer.class);
  private static final int THREADS = 2;
  private static final int WAITING = 16;
  private static final int BACKLOG = 16;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON_TYPE = "application/json";
  private static final JsonMapper JSON = new JsonMapper();

  static {
    System.setProperty("jdk.httpserver.maxConnections", "32");
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "10");
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private volatile Pod pod;
  private volatile boolean stopping;

  /** An answer to one request. */
  private record Answer(int status, String type, String body) {}

  /** What a path answers. */
  private interface Page {
    Answer get() throws IOException;
  }

  private PodServer(HttpServer server) {
    this.server = server;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("pod-http-", 0).daemon().factory());
  }

  /**
   * Opens it; until {@link #show} the process is alive and not ready.
   *
   * @param port 0 picks a free one
   * @throws IOException if the port cannot be had
   */
  static PodServer open(int port, PodMetrics metrics) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), BACKLOG);
    PodServer opened = new PodServer(server);
    server.setExecutor(opened.threads);
    opened.serve("/healthz/live", () -> new Answer(200, TEXT, "alive\n"));
    opened.serve("/healthz/ready", opened::ready);
    opened.serve("/metrics", () -> new Answer(200, PROMETHEUS, metrics.text()));
    opened.serve("/status", opened::status);
    server.start();
    return opened;
  }

  /** Says from now on how the pod is. */
  void show(Pod shown) {
    pod = shown;
  }

  /** Says from now on that the process ends. */
  void stopping() {
    stopping = true;
  }

  /** The port on which it listens. */
  int port() {
    return server.getAddress().getPort();
  }

  private Answer ready() {
    Optional<String> reason =
        stopping
            ? Optional.of("the process ends")
            : pod == null ? Optional.of("the process starts") : pod.unready();
    return reason
        .map(text -> new Answer(503, TEXT, text + "\n"))
        .orElseGet(() -> new Answer(200, TEXT, "ready\n"));
  }

  private Answer status() throws IOException {
    return pod == null
        ? new Answer(503, TEXT, "the process starts\n")
        : new Answer(200, JSON_TYPE, JSON.writeValueAsString(pod.status()));
  }

  private void serve(String path, Page page) {
    server.createContext(path, exchange -> answer(exchange, path, page));
  }

  private static void answer(HttpExchange exchange, String path, Page page) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!exchange.getRequestURI().getPath().equals(path)) {
        write(exchange, new Answer(404, TEXT, "not found\n"));
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        write(exchange, new Answer(405, TEXT, "allowed: GET, HEAD\n"));
      } else {
        write(exchange, page(path, page));
      }
    }
  }

  private static Answer page(String path, Page page) {
    try {
      return page.get();
    } catch (IOException | RuntimeException e) {
      LOG.error("{} cannot be answered", path, e);
      return new Answer(500, TEXT, "cannot be answered; the log says why\n");
    }
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
