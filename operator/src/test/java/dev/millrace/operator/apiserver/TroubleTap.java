package dev.millrace.operator.apiserver;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** Does something to the API server while an operator talks to it. Thread-safe. */
final class TroubleTap implements Interceptor {
  private static final int MOST_GONE = 20;

  private final AtomicInteger matched = new AtomicInteger();
  private final AtomicInteger conflicts = new AtomicInteger();
  private final AtomicInteger gone = new AtomicInteger();
  private volatile Predicate<ApiCall> calls = call -> false;
  private volatile IntConsumer act = number -> {};
  private volatile ApiCall written;
  private volatile String part = "";
  private volatile Runnable change = () -> {};
  private volatile boolean forgotten;
  private volatile boolean gaveUp;

  /** Before each of such calls is sent, {@code act} is done with its number. */
  void before(Predicate<ApiCall> calls, IntConsumer act) {
    this.act = act;
    this.calls = calls;
  }

  /**
   * At each of such calls {@code change} is done once: in turn before the server has the call, and
   * before the operator has the answer.
   *
   * @param part of the path
   */
  void around(ApiCall call, String part, Runnable change) {
    this.part = part;
    this.change = change;
    this.written = call;
  }

  /** From now on a watch cannot go on where it was. */
  void forgetVersions() {
    forgotten = true;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    ApiCall call = ApiCall.of(request);
    if (calls.test(call)) {
      act.accept(matched.incrementAndGet());
    }
    if (isWritten(request) && matched.incrementAndGet() % 2 == 0) {
      change.run();
    }
    String uri = request.uri().toString();
    if (forgotten && call.verb().equals("watch") && isGoingOn(uri)) {
      gone.incrementAndGet();
      builder.uri(URI.create(uri.replaceAll("resourceVersion=\\d+", "resourceVersion=1")));
    }
  }

  /** Enough for each watch once; those that follow a new list are to go well. */
  private boolean isGoingOn(String uri) {
    return uri.contains("resourceVersion=") && gone.get() < MOST_GONE;
  }

  private boolean isWritten(HttpRequest request) {
    ApiCall call = written;
    return call != null
        && ApiCall.of(request).equals(call)
        && request.uri().getPath().contains(part);
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
    boolean after = isWritten(request) && matched.get() % 2 == 1;
    boolean[] done = {false};
    return (value, body) -> {
      if (after && !done[0]) {
        done[0] = true;
        change.run();
      }
      consumer.consume(value, body);
    };
  }

  @Override
  public CompletableFuture<Boolean> afterFailure(
      HttpRequest.Builder builder, HttpResponse<?> response, RequestTags tags) {
    if (response.code() == HttpURLConnection.HTTP_CONFLICT) {
      conflicts.incrementAndGet();
    }
    return CompletableFuture.completedFuture(false);
  }

  void gaveUp() {
    gaveUp = true;
  }

  boolean hasGivenUp() {
    return gaveUp;
  }

  int conflicts() {
    return conflicts.get();
  }

  int gone() {
    return gone.get();
  }
}
