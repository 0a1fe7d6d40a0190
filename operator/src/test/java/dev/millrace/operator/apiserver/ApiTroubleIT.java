package dev.millrace.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.MigrationPhase;
import dev.millrace.api.NodePool;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.OperatorProcess;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An API server that contradicts, forgets, and is away. */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ApiTroubleIT {
  private static final int AWAY_SECONDS = 15;
  private static final int CHANGES = 50;

  /** A change to what is there already is none, and nothing would be written. */
  private static final int UNLIKE_THE_FIRST = 10;

  private static final char LETTER = (char) ('a' + new Random().nextInt(26));

  @TempDir static Path scratch;
  private static TestApi api;
  private static int used;

  @BeforeAll
  static void open() throws Exception {
    api = TestApi.open(scratch);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static String nextId() {
    return "%ct%02d".formatted(LETTER, used++);
  }

  /** One operator with a namespace that is ready. */
  private record Ready(String id, Scenery scenery, TroubleTap tap, OperatorProcess operator)
      implements AutoCloseable {
    static Ready begin() throws Exception {
      String id = nextId();
      Scenery scenery = new Scenery(api, id);
      TroubleTap tap = new TroubleTap();
      OperatorProcess operator =
          OperatorProcess.start(api.config(), id, scratch, tap, () -> false, tap::gaveUp);
      scenery.apply();
      Ready ready = new Ready(id, scenery, tap, operator);
      Await.until(() -> id + " to be ready: " + scenery.snapshot(), scenery::isReady);
      return ready;
    }

    @Override
    public void close() throws Exception {
      scenery.close();
      operator.close();
    }
  }

  @Test
  void aConflictAtEachWriteOfAMigrationsStatusDoesNotStopIt() throws Exception {
    try (Ready ready = Ready.begin()) {
      Scenery scenery = ready.scenery();
      ready
          .tap()
          .before(
              call -> call.equals(new ApiCall("patch", "migrationrequests/status")),
              number -> {
                // The second try goes well.
                if (number % 2 == 1) {
                  scenery.annotate(number);
                }
              });
      scenery.pool("south");
      Await.until(() -> "the target to be placed", scenery::isTargetPlaced);
      scenery.abort();
      Await.until(
          () -> "the end of the move",
          () -> scenery.migrations().getFirst().getStatus().phase() == MigrationPhase.RolledBack);
      assertThat(ready.tap().conflicts()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void anApiServerThatIsKilledForAWhileAndHasForgottenAllVersions() throws Exception {
    try (Ready ready = Ready.begin()) {
      ready.tap().forgetVersions();
      TestApi.cluster("api", "stop");
      TimeUnit.SECONDS.sleep(AWAY_SECONDS);
      TestApi.cluster("api", "start");
      goesOn(ready);
      assertThat(ready.tap().gone()).isPositive();
    }
  }

  @Test
  void anApiServerThatHangsForAWhileInTheMiddleOfAMove() throws Exception {
    try (Ready ready = Ready.begin()) {
      Scenery scenery = ready.scenery();
      scenery.pool("south");
      Await.until(() -> "the target to be placed", scenery::isTargetPlaced);
      TestApi.cluster("api", "freeze");
      TimeUnit.SECONDS.sleep(AWAY_SECONDS);
      TestApi.cluster("api", "thaw");
      scenery.abort();
      Await.until(
          () -> "the end of the move",
          () -> scenery.migrations().getFirst().getStatus().phase() == MigrationPhase.RolledBack);
      // A pipeline that is not where it was asked to be does not become ready.
      scenery.pool("north");
      goesOn(ready);
    }
  }

  /** What is changed afterwards is seen, by each of the watches. */
  private static void goesOn(Ready ready) throws Exception {
    Scenery scenery = ready.scenery();
    scenery.removeObjects();
    Await.until(() -> "all to be made again: " + scenery.snapshot(), scenery::isWhole);
    Await.until(() -> "all to be ready again: " + scenery.snapshot(), scenery::isReady);
    assertThat(ready.tap().hasGivenUp()).isFalse();
  }

  /** The spec is changed while a status is being written: before the server has it, or after. */
  @Test
  void noChangeIsLostWhileAStatusIsBeingWritten() throws Exception {
    try (Ready ready = Ready.begin()) {
      Scenery scenery = ready.scenery();
      Map<Class<? extends HasMetadata>, String> operations =
          Map.of(
              CoapGateway.class,
                  "[{\"op\":\"add\",\"path\":\"/spec/limits/maxInFlight\",\"value\":%d}]",
              DeviceFleet.class, "[{\"op\":\"add\",\"path\":\"/spec/seed\",\"value\":%d}]",
              NodePool.class,
                  "[{\"op\":\"add\",\"path\":\"/spec/location\",\"value\":{\"latitude\":%d,\"longitude\":0}}]",
              StreamPipeline.class,
                  "[{\"op\":\"add\",\"path\":\"/spec/stages/0/allowedLateness\",\"value\":\"%ds\"}]");
      for (var one : operations.entrySet()) {
        lostNone(ready, scenery, one.getKey(), one.getValue());
      }
    }
  }

  private static <T extends HasMetadata> void lostNone(
      Ready ready, Scenery scenery, Class<T> kind, String operation) throws Exception {
    String plural = HasMetadata.getPlural(kind);
    String name = scenery.name(kind);
    int[] changes = {0};
    Runnable change =
        () -> {
          if (changes[0] < CHANGES) {
            scenery.patch(kind, name, operation.formatted(++changes[0] + UNLIKE_THE_FIRST));
          }
        };
    ready.tap().around(new ApiCall("patch", plural + "/status"), "/" + name + "/", change);
    change.run();
    ToLongFunction<HasMetadata> generation = object -> object.getMetadata().getGeneration();
    Await.until(
        () -> "change %d of %s to be seen: %s".formatted(changes[0], plural, scenery.get(kind)),
        () ->
            changes[0] == CHANGES
                && generation.applyAsLong(scenery.get(kind)) == scenery.observed(kind));
    ready.tap().around(null, "", () -> {});
    System.out.printf("%s: %d changes while a status was written, 0 lost%n", plural, CHANGES);
  }
}
