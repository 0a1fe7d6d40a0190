package dev.millrace.operator;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Lets the API server pack its answers, which it does with lists of more than 128 KiB, and unpacks
 * them, so that less has to be sent and deciphered.
 */
final class GzipBodies implements Interceptor {
  /** By which a client knows it. */
  static final String NAME = "gzip";

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (request.method().equals("GET")) {
      builder.setHeader("Accept-Encoding", "gzip");
    }
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    return new Unpacking(consumer);
  }

  /** One request may have several answers, if the first one was that it has to be made again. */
  private static final class Unpacking implements AsyncBody.Consumer<List<ByteBuffer>> {
    private final AsyncBody.Consumer<List<ByteBuffer>> next;
    private AsyncBody body;
    private Gunzip gunzip;

    Unpacking(AsyncBody.Consumer<List<ByteBuffer>> next) {
      this.next = next;
    }

    @Override
    public void consume(List<ByteBuffer> value, AsyncBody of) throws Exception {
      if (of != body) {
        body = of;
        gunzip = new Gunzip();
      }
      List<ByteBuffer> unpacked = gunzip.next(value);
      if (unpacked.isEmpty()) {
        of.consume();
      } else {
        next.consume(unpacked, of);
      }
    }

    @Override
    public <U> U unwrap(Class<U> target) {
      return next.unwrap(target);
    }
  }
}
