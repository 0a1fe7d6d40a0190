package dev.millrace.local.bench.coap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.server.resources.CoapExchange;

/** What all servers in Java serve, by the same code. */
final class CoapResources {
  static final String BENCHMARK = "benchmark";
  static final String COUNT = "count";
  static final String OBSERVED = "observed";
  static final String FIBONACCI = "fibonacci";

  /** 31 blocks of 64 bytes. */
  static final int SHORT_BODY = 1_984;

  static final int LONG_BODY = 100 << 10;

  /** As long as a body may be. */
  static final int LONGEST_BODY = 128 << 10;

  private static final String HELLO = "hello world";

  /** Takes a good part of a second. */
  private static final int LARGE = 40;

  private final AtomicLong handled = new AtomicLong();

  /** How often a handler has run. */
  long handled() {
    return handled.get();
  }

  /** Answers {@code hello world}, and 2.04 to whoever writes. */
  CoapResource benchmark() {
    return new Handler(
        BENCHMARK,
        exchange -> {
          handled.incrementAndGet();
          exchange.respond(HELLO);
        },
        exchange -> {
          handled.incrementAndGet();
          exchange.respond(ResponseCode.CHANGED);
        });
  }

  /** Answers with another number each time it runs. */
  CoapResource count() {
    Consumer<CoapExchange> handler = exchange -> exchange.respond("n" + handled.incrementAndGet());
    return new Handler(COUNT, handler, handler);
  }

  /** Answers with how often it was posted to, and tells its observers each time. */
  CoapResource observed() {
    CoapResource resource =
        new Handler(
            OBSERVED,
            exchange -> exchange.respond("n" + handled.get()),
            exchange -> {
              handled.incrementAndGet();
              exchange.respond(ResponseCode.CHANGED);
            }) {
          @Override
          public void handlePOST(CoapExchange exchange) {
            super.handlePOST(exchange);
            changed();
          }
        };
    resource.setObservable(true);
    return resource;
  }

  /** The name of the resource whose bodies are this long. */
  static String body(int bytes) {
    return "body-" + bytes;
  }

  /** Answers with a body of this length, and takes no other than one of this length. */
  CoapResource ofBodies(int bytes) {
    byte[] body = new byte[bytes];
    return new Handler(
        body(bytes),
        exchange -> {
          handled.incrementAndGet();
          exchange.respond(ResponseCode.CONTENT, body, MediaTypeRegistry.APPLICATION_OCTET_STREAM);
        },
        exchange -> {
          handled.incrementAndGet();
          exchange.respond(
              exchange.getRequestPayload().length == bytes
                  ? ResponseCode.CHANGED
                  : ResponseCode.BAD_REQUEST);
        });
  }

  /** Answers with a large Fibonacci number, found the long way. */
  CoapResource fibonacci() {
    Consumer<CoapExchange> handler =
        exchange -> {
          handled.incrementAndGet();
          exchange.respond(Long.toString(fibonacci(LARGE)));
        };
    return new Handler(FIBONACCI, handler, handler);
  }

  private static long fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  private static class Handler extends CoapResource {
    private final Consumer<CoapExchange> get;
    private final Consumer<CoapExchange> post;

    Handler(String name, Consumer<CoapExchange> get, Consumer<CoapExchange> post) {
      super(name);
      this.get = get;
      this.post = post;
    }

    @Override
    public void handleGET(CoapExchange exchange) {
      get.accept(exchange);
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
      post.accept(exchange);
    }

    @Override
    public void handlePUT(CoapExchange exchange) {
      post.accept(exchange);
    }
  }
}
