package dev.millrace.pod;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few pages of a process by HTTP, on all addresses, for probes and scrapers. Threads, queue and
 * connections are bounded, and slow clients are let go. A page that fails answers 500 and is
 * logged.
 */
public final class HttpPages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPages.class);
  private static final int THREADS = 2;
  private static final int WAITING = 16;
  private static final int BACKLOG = 16;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";

  static {
    System.setProperty("jdk.httpserver.maxConnections", "32");
    System.setProperty("sun.net.httpserver.maxReqTime", "10");
    System.setProperty("sun.net.httpserver.maxRspTime", "10");
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  /** An answer to one request. */
  public record Answer(int status, String type, String body) {
    /** 200 with a line of text. */
    public static Answer text(String line) {
      return new Answer(OK, TEXT, line + "\n");
    }

    /** 503 with a line that says why. */
    public static Answer unavailable(String why) {
      return new Answer(UNAVAILABLE, TEXT, why + "\n");
    }

    /** 200 with meters as Prometheus reads them. */
    public static Answer metrics(String meters) {
      return new Answer(OK, PROMETHEUS, meters);
    }

    /** 200 with JSON. */
    public static Answer json(String json) {
      return new Answer(OK, JSON, json);
    }
  }

  /** What a path answers. */
  public interface Page {
    /** Called for each request, by more than one thread. */
    Answer get() throws IOException;
  }

  private HttpPages(HttpServer server) {
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
   * Takes the port; nothing is answered before {@link #start}.
   *
   * @param port 0 picks a free one
   * @throws IOException if the port cannot be had
   */
  public static HttpPages open(int port) throws IOException {
    HttpPages opened = new HttpPages(HttpServer.create(new InetSocketAddress(port), BACKLOG));
    opened.server.setExecutor(opened.threads);
    return opened;
  }

  /** Answers requests for a path, and for nothing below it. */
  public HttpPages serve(String path, Page page) {
    server.createContext(path, exchange -> answer(exchange, path, page));
    return this;
  }

  /** Begins to answer. */
  public HttpPages start() {
    server.start();
    return this;
  }

  /** The port on which it listens. */
  public int port() {
    return server.getAddress().getPort();
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
