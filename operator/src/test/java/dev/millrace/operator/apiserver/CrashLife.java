package dev.millrace.operator.apiserver;

import dev.millrace.api.MigrationPhase;
import dev.millrace.operator.OperatorProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * From the first apply to the last deletion: a pipeline, a gateway and a fleet become ready, a
 * change of the pool begins a move, the target is placed, the move is aborted, all is deleted. An
 * operator that dies on the way is followed by another one, as a Deployment would do it.
 */
final class CrashLife {
  /** For so long nothing changes once all is at rest. */
  private static final Duration REST = Duration.ofMillis(1_500);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final TestApi api;
  private final String id;
  private final Path scratch;
  private final Outcome expected;
  private Tap tap;
  private OperatorProcess operator;
  private boolean crashed;

  /**
   * What a life leads to.
   *
   * @param ready when all is ready
   * @param placed when a move has placed its target
   * @param aborted when the move is over
   * @param calls of the operator
   */
  record Outcome(
      WorldSnapshot ready,
      WorldSnapshot placed,
      WorldSnapshot aborted,
      Map<ApiCall, Integer> calls) {}

  /**
   * A life.
   *
   * @param point where its first operator dies, or null
   * @param expected what it has to lead to, or null
   */
  CrashLife(TestApi api, String id, CrashPoint point, Outcome expected) throws Exception {
    this.api = api;
    this.id = id;
    this.expected = expected;
    this.scratch = Files.createTempDirectory(api.scratch(), id);
    this.tap = new Tap(point, id);
  }

  /** Whether its operator has died where it was to die. */
  boolean hasCrashed() {
    return crashed;
  }

  Outcome live() throws Exception {
    try (Scenery scenery = new Scenery(api, id)) {
      try {
        begin();
        scenery.apply();
        until(() -> id + " to be ready: " + scenery.snapshot(), scenery::isReady);
        WorldSnapshot ready = settle(scenery, expected == null ? null : expected.ready());
        scenery.pool("south");
        until(() -> id + " to place its target", scenery::isTargetPlaced);
        WorldSnapshot placed = settle(scenery, expected == null ? null : expected.placed());
        scenery.abort();
        until(
            () -> id + " to roll back",
            () -> scenery.migrations().getFirst().getStatus().phase() == MigrationPhase.RolledBack);
        scenery.pool("north");
        WorldSnapshot aborted = settle(scenery, expected == null ? null : expected.aborted());
        scenery.deleteMigrations();
        until(() -> id + " to let its migration go", () -> scenery.migrations().isEmpty());
        idle();
        scenery.deleteAll();
        until(
            () -> "nothing to be left: " + scenery.snapshot(),
            () -> scenery.snapshot().objects().isEmpty());
        idle();
        return new Outcome(ready, placed, aborted, new TreeMap<>(tap.calls()));
      } finally {
        tap.kill();
        operator.close();
      }
    }
  }

  private void begin() {
    operator = OperatorProcess.start(api.config(), id, scratch, tap, tap::isDead, tap::kill);
  }

  /** The successor's memory is empty. */
  private void reviveIfDead() throws InterruptedException {
    if (tap.isDead()) {
      crashed |= tap.isReached();
      operator.close();
      tap = new Tap(null, id);
      begin();
    }
  }

  private interface Check {
    boolean holds() throws Exception;
  }

  private void until(Supplier<String> what, Check check) {
    until(what, PAUSE, check);
  }

  private void until(Supplier<String> what, Duration pause, Check check) {
    Await.until(
        what,
        pause,
        () -> {
          reviveIfDead();
          return check.holds();
        });
  }

  /**
   * Waits until all is as it has to be, or without an expectation until nothing changes any more.
   */
  private WorldSnapshot settle(Scenery scenery, WorldSnapshot wanted) {
    if (wanted != null) {
      until(
          () -> id + " to be as without a crash: " + scenery.snapshot().difference(wanted),
          () -> scenery.snapshot().difference(wanted).isEmpty());
      return wanted;
    }
    AtomicReference<WorldSnapshot> seen = new AtomicReference<>();
    until(
        () -> id + " to come to rest",
        REST,
        () -> {
          WorldSnapshot now = scenery.snapshot();
          return now.equals(seen.getAndSet(now));
        });
    return seen.get();
  }

  /** Whoever has nothing to do writes nothing. */
  private void idle() {
    AtomicInteger before = new AtomicInteger(-1);
    until(
        () -> id + " to write nothing any more",
        REST,
        () -> {
          int writes = tap.writes();
          return !tap.isDead() && writes == before.getAndSet(writes);
        });
  }
}
