package dev.millrace.operator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.stream.migration.MigrationState;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Nothing is entered that could not be written. */
class MigrationDiaryTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(5_000), ZoneOffset.UTC);
  static final MigrationRoute ROUTE =
      new MigrationRoute(
          "parking",
          "count-north",
          "edge-north",
          "edge-south.m",
          new ReplicaPlacement("edge-north", Engine.Light, 1),
          new ReplicaPlacement("edge-south", Engine.Light, 1));

  private final MigrationRequest request = Resources.migration(Manifest.MOVE);
  private final FakeStore store = new FakeStore(request);
  private final MigrationDiary diary = new MigrationDiary(request, ROUTE, store, CLOCK);
  private final MigrationState preparing =
      new MigrationState(MigrationPhase.Preparing, 5_000, 5_000, null);

  @Test
  void aStateThatCannotBeWrittenIsNotEntered() {
    store.away(true);
    assertThatThrownBy(() -> diary.save(preparing)).isInstanceOf(KubernetesClientException.class);
    assertThat(diary.state().phase()).isEqualTo(MigrationPhase.Pending);
    store.away(false);
    diary.save(preparing);
    assertThat(diary.state()).isEqualTo(preparing);
    assertThat(store.phases()).containsExactly(MigrationPhase.Preparing);
  }

  @Test
  void anotherCoordinatorGoesOnFromTheStatus() {
    diary.save(preparing);
    MigrationDiary later = new MigrationDiary(store.request(), ROUTE, store, CLOCK);
    assertThat(later.state()).isEqualTo(preparing);
  }

  @Test
  void whoIsOvertakenStops() {
    store.overtaken();
    assertThatThrownBy(() -> diary.save(preparing))
        .isInstanceOf(MigrationStore.OvertakenException.class);
  }

  @Test
  void wishesComeFromTheLatestSpecificationAndFromADeletion() {
    assertThat(diary.wishes().promote()).isFalse();
    MigrationRequest promoted =
        Resources.migration(Manifest.MOVE.replace("keepSource: 1s", "promote: true"));
    promoted.getMetadata().setGeneration(2L);
    diary.changed(promoted);
    assertThat(diary.wishes().promote()).isTrue();
    diary.save(preparing);
    assertThat(store.request().getStatus().observedGeneration()).isEqualTo(2);

    MigrationRequest deleted = Resources.migration(Manifest.MOVE);
    deleted.getMetadata().setGeneration(3L);
    deleted.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    diary.changed(deleted);
    assertThat(diary.wishes().abort()).isTrue();
  }
}
