package dev.millrace.gateway;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** C5, C6, C8: what is slow waits by itself, in the order of its peer. */
class WorkersTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Workers workers = new Workers("test", 2, 1000);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() throws InterruptedException {
    release.countDown();
    workers.close(LONG);
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test // C8
  void thePeersTasksRunInOrderThoughThreadsChange() throws Exception {
    List<List<Integer>> ran = new ArrayList<>();
    for (int peer = 0; peer < 10; peer++) {
      ran.add(Collections.synchronizedList(new ArrayList<>()));
    }
    for (int task = 0; task < 50; task++) {
      for (int peer = 0; peer < 10; peer++) {
        int number = task;
        List<Integer> list = ran.get(peer);
        workers.execute(peer, () -> list.add(number));
      }
    }
    workers.close(LONG);

    assertThat(ran)
        .allSatisfy(
            list -> assertThat(list).isEqualTo(IntStream.range(0, 50).boxed().collect(toList())));
  }

  @Test // C5: one lane is stuck with all that it has, the others go on
  void aPeerThatIsStuckLeavesTheOthersTheirThread() throws Exception {
    workers.execute("stuck", this::awaitRelease);
    for (int task = 0; task < 100; task++) {
      workers.execute("stuck", () -> {});
    }
    CountDownLatch others = new CountDownLatch(20);
    for (int peer = 0; peer < 20; peer++) {
      workers.execute(peer, others::countDown);
    }

    assertThat(others.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(workers.isIdle("stuck")).isFalse();
  }

  @Test
  void aPeerIsIdleOnlyAfterItsLastTaskHasRun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    assertThat(workers.isIdle("peer")).isTrue();
    workers.execute(
        "peer",
        () -> {
          begun.countDown();
          awaitRelease();
        });
    begun.await();
    assertThat(workers.isIdle("peer")).as("while it runs").isFalse();
    assertThat(workers.isIdle("other")).isTrue();
    release.countDown();
    workers.close(LONG);

    assertThat(workers.isIdle("peer")).isTrue();
  }

  @Test // C4
  void aTaskThatFailsDoesNotStopItsPeer() throws Exception {
    CountDownLatch next = new CountDownLatch(1);
    workers.execute(
        "peer",
        () -> {
          throw new IllegalStateException("a bug that the test wants");
        });
    workers.execute("peer", next::countDown);

    assertThat(next.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test // G3
  void closingDoesWhatWasTakenAndTakesNoMore() throws Exception {
    List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
    workers.execute("peer", this::awaitRelease);
    for (int task = 0; task < 100; task++) {
      int number = task;
      workers.execute("peer", () -> ran.add(number));
    }
    Thread closing =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    workers.close(LONG);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(() -> isRefused("late"));
    release.countDown();
    closing.join();

    assertThat(ran).isEqualTo(IntStream.range(0, 100).boxed().collect(toList()));
  }

  private boolean isRefused(Object peer) {
    try {
      workers.execute(peer, () -> {});
      return false;
    } catch (RejectedExecutionException closed) {
      return true;
    }
  }
}
