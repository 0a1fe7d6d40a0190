package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the empty acknowledgements of slow requests are due (A3). */
class DelayLineTest {
  private static final long NEVER = Duration.ofHours(1).toNanos();
  private static final long SOON = Duration.ofMillis(1).toNanos();

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final List<Object> done = new CopyOnWriteArrayList<>();
  private final DelayLine delays = new DelayLine(timer, faults::add);

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @Test
  void allAreDoneInTheOrderOfTheirTimes() {
    for (int number = 0; number < 200; number++) {
      int task = number;
      delays.add(() -> done.add(task), SOON);
    }

    await().until(() -> done.size() == 200);
    assertThat(done).containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void whatIsCancelledIsNotDoneAndAllOthersAre() {
    CountDownLatch release = new CountDownLatch(1);
    timer.execute(() -> awaitUninterruptibly(release));
    List<DelayLine.Entry> entries =
        IntStream.range(0, 200).mapToObj(task -> delays.add(() -> done.add(task), SOON)).toList();
    for (int task = 0; task < 199; task += 2) {
      entries.get(task).cancel();
      entries.get(task).cancel();
    }
    release.countDown();

    await().until(() -> done.contains(199));
    assertThat(done)
        .containsExactlyElementsOf(
            IntStream.range(0, 200).filter(task -> task % 2 == 1).boxed().toList());
    entries.get(199).cancel();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test // a reload may make processingDelay shorter
  void aShorterDelayDoesNotWaitForALongerOne() {
    delays.add(() -> done.add("late"), NEVER);
    delays.add(() -> done.add("soon"), SOON);
    await().until(() -> done.contains("soon"));
    delays.add(() -> done.add("soon again"), SOON);

    await().until(() -> done.contains("soon again"));
    assertThat(done).containsExactly("soon", "soon again");
  }

  @Test
  void afterAPauseItGoesOn() {
    delays.add(() -> done.add(1), SOON).cancel();
    delays.add(() -> done.add(2), SOON);
    await().until(() -> done.contains(2));

    delays.add(() -> done.add(3), SOON);
    await().until(() -> done.contains(3));
  }

  @Test // C4
  void aTaskThatFailsDoesNotStopTheOthers() {
    delays.add(
        () -> {
          throw new IllegalStateException("a bug that the test wants");
        },
        SOON);
    delays.add(() -> done.add("next"), SOON);

    await().until(() -> done.contains("next"));
    assertThat(faults).hasSize(1);
  }

  @Test // G3
  void withoutTimerNothingIsDoneAndNothingFails() {
    timer.shutdownNow();

    delays.add(() -> done.add("late"), SOON).cancel();
  }
}
