package dev.millrace.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.StageSpec.Engine;
import dev.millrace.operator.render.RenderSettings.SharedAccess;
import dev.millrace.operator.render.RenderSettings.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a replica runs in several pods, and in how many. */
class ReplicaShapeTest {
  @ParameterizedTest
  @CsvSource({
    // engine, parallelism, partitions, tasks per pod -> TaskManagers, slots, tasks
    "Flink, 1, 8, 4, 0, 1, 1",
    "Flink, 4, 8, 4, 0, 4, 4",
    "Flink, 5, 8, 4, 2, 3, 5",
    "Flink, 6, 8, 4, 2, 3, 6",
    "Flink, 8, 8, 4, 2, 4, 8",
    "Flink, 9, 16, 4, 3, 3, 9",
    "Flink, 8, 4, 4, 0, 4, 4",
    "Flink, 2, 2, 1, 2, 1, 2",
    "Light, 8, 8, 4, 0, 8, 8"
  })
  void followsFromItsTasks(
      Engine engine,
      int parallelism,
      int partitions,
      int tasksPerPod,
      int taskManagers,
      int slots,
      int tasks) {
    assertThat(
            ReplicaShape.of(
                Settings.with(SharedAccess.ReadWriteMany, tasksPerPod),
                new ReplicaPlacement("cloud", engine, parallelism),
                partitions))
        .isEqualTo(new ReplicaShape(taskManagers, slots, tasks));
  }

  @Test
  void isOnePodWhereNothingIsShared() {
    assertThat(
            ReplicaShape.of(
                    Settings.with(Storage.Ephemeral),
                    new ReplicaPlacement("cloud", Engine.Flink, 8),
                    8)
                .isOnePod())
        .isTrue();
  }
}
