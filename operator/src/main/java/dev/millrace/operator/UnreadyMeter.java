package dev.millrace.operator;

import dev.millrace.api.Condition;
import dev.millrace.operator.status.Conditions;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The meter {@code millrace.operator.unready}: for each resource that is not ready, for how many
 * seconds, with its reason. What is ready has no series, so that alerts can name resources and a
 * cluster at rest has none. It is read from the controllers' caches when somebody asks.
 */
final class UnreadyMeter {
  private final MultiGauge gauge;
  private final Clock clock;
  private final List<Supplier<Stream<MultiGauge.Row<?>>>> sources = new CopyOnWriteArrayList<>();

  UnreadyMeter(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    this.gauge =
        MultiGauge.builder("millrace.operator.unready")
            .description("For how long a resource has not been ready")
            .baseUnit("seconds")
            .register(registry);
  }

  /**
   * Watches what a controller works on; of what an operator that waits for its Lease has in its
   * caches, the one that leads tells.
   *
   * @param conditions of a status
   */
  <S, R extends CustomResource<?, S>> void watch(
      RegisteredController<R> controller, Function<S, List<Condition>> conditions) {
    watch(
        () -> {
          Controller<R> works = (Controller<R>) controller;
          ControllerEventSource<R> cache = works.getEventSourceManager().getControllerEventSource();
          return cache.isRunning() && works.getEventProcessor().isRunning()
              ? cache.list()
              : Stream.of();
        },
        conditions);
  }

  <S, R extends CustomResource<?, S>> void watch(
      Supplier<Stream<R>> resources, Function<S, List<Condition>> conditions) {
    sources.add(
        () ->
            resources
                .get()
                .filter(resource -> resource.getStatus() != null)
                .flatMap(
                    resource -> row(resource, conditions.apply(resource.getStatus())).stream()));
  }

  /** Looks again. */
  synchronized void refresh() {
    gauge.register(sources.stream().flatMap(Supplier::get).toList(), true);
  }

  private Optional<MultiGauge.Row<?>> row(CustomResource<?, ?> resource, List<Condition> all) {
    return Conditions.find(all, Conditions.READY)
        .filter(ready -> ready.status() != Condition.Status.True)
        .map(ready -> MultiGauge.Row.of(tags(resource, ready), seconds(ready)));
  }

  private static Tags tags(CustomResource<?, ?> resource, Condition ready) {
    String namespace = resource.getMetadata().getNamespace();
    String name = resource.getMetadata().getName();
    return Tags.of(
        "kind", resource.getKind(),
        "resource", namespace == null ? name : namespace + "/" + name,
        "reason", ready.reason());
  }

  private long seconds(Condition ready) {
    Instant since = Instant.parse(ready.lastTransitionTime());
    return Math.max(0, Duration.between(since, clock.instant()).toSeconds());
  }
}
