package dev.millrace.operator.apiserver;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sees all calls of one operator, counts them, and lets it die at one of them. Thread-safe. */
final class Tap implements Interceptor {
  private final CrashPoint point;
  private final String own;
  private final Map<ApiCall, Integer> calls = new TreeMap<>();
  private final AtomicBoolean dead = new AtomicBoolean();
  private final ThreadLocal<Boolean> last = ThreadLocal.withInitial(() -> false);
  private boolean reached;
  private int writes;

  /**
   * A tap.
   *
   * @param point where it dies, or null
   * @param own a text that is in the path of every call about resources of this test
   */
  Tap(CrashPoint point, String own) {
    this.point = point;
    this.own = own;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (dead.get() || isLast(request)) {
      dead.set(true);
      throw new IllegalStateException("the operator is dead");
    }
  }

  private synchronized boolean isLast(HttpRequest request) {
    ApiCall call = ApiCall.of(request);
    int nth = calls.merge(call, 1, Integer::sum);
    if (call.isMutating() && request.uri().getPath().contains(own)) {
      writes++;
    }
    if (point == null || !point.call().equals(call) || point.nth() != nth) {
      return false;
    }
    reached = true;
    last.set(point.answered());
    return !point.answered();
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    // Asked for by the thread that has just asked for leave to send.
    boolean unheard = last.get();
    last.remove();
    return (value, body) -> {
      if (unheard) {
        dead.set(true);
      }
      if (dead.get()) {
        body.cancel();
        throw new IOException("the operator is dead");
      }
      consumer.consume(value, body);
    };
  }

  boolean isDead() {
    return dead.get();
  }

  /** Whether it has come to the point where it was to die. */
  synchronized boolean isReached() {
    return reached;
  }

  /** Dies at once. */
  void kill() {
    dead.set(true);
  }

  /** How many calls of each kind there were. */
  synchronized Map<ApiCall, Integer> calls() {
    return new TreeMap<>(calls);
  }

  /** How many calls were to change something of this test. */
  synchronized int writes() {
    return writes;
  }
}
