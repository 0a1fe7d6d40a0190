package dev.millrace.e2e.bench;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long one change of a specification took.
 *
 * @param request the client's own request, in milliseconds
 * @param whole from when the request was sent until the last dependent was seen to be changed
 */
record SpecChange(double request, double whole) {
  private static final long PATIENCE_SECONDS = 30;
  private static final double NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** From the answer to the client until the last dependent was seen to be changed. */
  double rest() {
    return Math.max(0, whole - request);
  }

  /** Makes a change and waits for it. */
  static SpecChange make(Stand stand, DependentWatch watch, ChangedKind kind, int number, int value)
      throws IOException, InterruptedException {
    Population population = stand.plant().population();
    var resource =
        stand
            .client()
            .resources(kind.type())
            .inNamespace(population.namespace(number))
            .withName(kind.resource(number));
    String owner = resource.require().getMetadata().getUid();
    List<CompletableFuture<Long>> changed =
        kind.dependents().stream().map(type -> watch.next(type, owner)).toList();
    long sent = System.nanoTime();
    HasMetadata patched = resource.patch(PatchContext.of(PatchType.JSON), kind.patch(value));
    long answered = System.nanoTime();
    long last = answered;
    try {
      for (CompletableFuture<Long> one : changed) {
        last = Math.max(last, one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "no change of all dependents of %s %s was seen in %d s"
              .formatted(kind, patched.getMetadata().getName(), PATIENCE_SECONDS),
          e);
    }
    return new SpecChange((answered - sent) / NANOS, (last - sent) / NANOS);
  }
}
