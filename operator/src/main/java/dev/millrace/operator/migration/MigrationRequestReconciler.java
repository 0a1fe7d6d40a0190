package dev.millrace.operator.migration;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestStatus;
import dev.millrace.operator.status.StatusWriter;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Begins migrations, hands on what people ask of them, and holds their deletion until they have
 * come to an end. Once a migration has begun, only its own thread writes its status.
 */
@ControllerConfiguration(name = "migrationrequest", fieldManager = "millrace")
public final class MigrationRequestReconciler
    implements Reconciler<MigrationRequest>, Cleaner<MigrationRequest> {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final StatusWriter statuses;
  private final MigrationAssembly assembly;
  private final Migrations migrations;
  private final Clock clock;
  private final SimpleInboundEventSource<MigrationRequest> wakes =
      new SimpleInboundEventSource<>("migrations");
  private IndexerResourceCache<MigrationRequest> requests;

  /** A reconciler that drives what {@code assembly} puts together. */
  public MigrationRequestReconciler(
      StatusWriter statuses, MigrationAssembly assembly, Migrations migrations, Clock clock) {
    this.statuses = statuses;
    this.assembly = assembly;
    this.migrations = migrations;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, MigrationRequest>> prepareEventSources(
      EventSourceContext<MigrationRequest> context) {
    requests = context.getPrimaryCache();
    return List.of(wakes);
  }

  @Override
  public UpdateControl<MigrationRequest> reconcile(
      MigrationRequest request, Context<MigrationRequest> context) {
    Optional<RunningMigration> running = migrations.find(request.getMetadata().getUid());
    if (running.isPresent()) {
      running.get().diary().changed(request);
      return UpdateControl.noUpdate();
    }
    if (isOver(request)) {
      Long generation = request.getMetadata().getGeneration();
      if (!generation.equals(request.getStatus().observedGeneration())) {
        write(
            request,
            MigrationStatuses.seen(
                request.getStatus(), generation, request.getSpec(), clock.instant()));
      }
      return UpdateControl.noUpdate();
    }
    return begin(request)
        ? UpdateControl.noUpdate()
        : UpdateControl.<MigrationRequest>noUpdate().rescheduleAfter(LOOK_AGAIN);
  }

  /** Whether nothing is waited for. */
  private boolean begin(MigrationRequest request) {
    Long generation = request.getMetadata().getGeneration();
    MigrationRequestStatus before = request.getStatus();
    return switch (assembly.start(request).answer()) {
      case MigrationStart.Answer.Refuse refuse -> {
        write(
            request,
            MigrationStatuses.refused(before, generation, refuse.reason(), clock.instant()));
        yield true;
      }
      case MigrationStart.Answer.Wait wait -> {
        write(
            request,
            MigrationStatuses.waiting(before, generation, wait.message(), clock.instant()));
        yield false;
      }
      case MigrationStart.Answer.Go go -> go(request, go.route());
    };
  }

  /** A stage is moved by one migration at a time; one that has begun has the first right. */
  private boolean go(MigrationRequest request, MigrationRoute route) {
    Long generation = request.getMetadata().getGeneration();
    MigrationRequestStatus before = request.getStatus();
    Optional<String> other = hasBegun(request) ? Optional.empty() : underWay(request);
    if (other.isPresent()) {
      String reason =
          "%s is being moved by migration %s already: wait for its end, or abort it"
              .formatted(route.stageId(), other.get());
      write(request, MigrationStatuses.refused(before, generation, reason, clock.instant()));
      return true;
    }
    // Another one may not have said yet that it has begun, or have ended without having let go.
    String taken = migrations.take(route.stageId(), request.getMetadata().getName());
    if (taken != null && !hasBegun(request)) {
      write(request, MigrationStatuses.waiting(before, generation, taken, clock.instant()));
      return false;
    }
    drive(request, route);
    return true;
  }

  private Optional<String> underWay(MigrationRequest request) {
    return requests
        .list(request.getMetadata().getNamespace())
        .filter(one -> !one.getMetadata().getName().equals(request.getMetadata().getName()))
        .filter(one -> one.getSpec().stage().equals(request.getSpec().stage()))
        .filter(one -> hasBegun(one) && !isOver(one))
        .map(one -> one.getMetadata().getName())
        .findFirst();
  }

  private void drive(MigrationRequest request, MigrationRoute route) {
    ResourceID id = ResourceID.fromResource(request);
    migrations.start(
        request.getMetadata().getUid(),
        route.stageId(),
        request.getMetadata().getName(),
        () -> assembly.running(request, route),
        () -> wakes.propagateEvent(id));
  }

  private void write(MigrationRequest request, MigrationRequestStatus status) {
    statuses.write(request, status, MigrationRequest::new, MigrationRequestStatus::conditions);
  }

  /** Deletion in the middle is an abort; behind the switch the migration goes on to its end. */
  @Override
  public DeleteControl cleanup(MigrationRequest request, Context<MigrationRequest> context) {
    String uid = request.getMetadata().getUid();
    if (!hasBegun(request) || isOver(request)) {
      migrations.stop(uid);
      return DeleteControl.defaultDelete();
    }
    if (assembly.isPipelineGone(request)) {
      migrations.stop(uid);
      return DeleteControl.defaultDelete();
    }
    Optional<RunningMigration> running = migrations.find(uid);
    if (running.isPresent()) {
      running.get().diary().changed(request);
    } else {
      begin(request);
    }
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(LOOK_AGAIN);
  }

  private static boolean hasBegun(MigrationRequest request) {
    return request.getStatus() != null
        && request.getStatus().target() != null
        && request.getStatus().phase() != MigrationPhase.Pending;
  }

  private static boolean isOver(MigrationRequest request) {
    MigrationPhase phase = request.getStatus() == null ? null : request.getStatus().phase();
    return phase == MigrationPhase.Succeeded
        || phase == MigrationPhase.RolledBack
        || phase == MigrationPhase.Refused;
  }
}
