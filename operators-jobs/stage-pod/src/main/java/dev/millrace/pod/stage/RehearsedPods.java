package dev.millrace.pod.stage;

import dev.millrace.pod.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Several pods as one: ready if all are, and it ends if one cannot go on. */
record RehearsedPods(List<Pod> pods) implements Pod {
  @Override
  public Optional<String> unready() {
    return pods.stream().map(Pod::unready).flatMap(Optional::stream).findFirst();
  }

  @Override
  public Object status() {
    return Map.of("pods", pods.stream().map(Pod::status).toList());
  }

  @Override
  public CompletableFuture<Throwable> failure() {
    CompletableFuture<Throwable> first = new CompletableFuture<>();
    pods.forEach(pod -> pod.failure().thenAccept(first::complete));
    return first;
  }

  /** In the order in which they were started. */
  @Override
  public void close() throws Exception {
    for (Pod pod : pods) {
      pod.close();
    }
  }
}
