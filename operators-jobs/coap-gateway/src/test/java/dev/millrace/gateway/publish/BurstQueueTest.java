package dev.millrace.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BurstQueueTest {
  private static final int THREADS = 4;
  private static final int TASKS = 20_000;

  @Test // C8
  void theTasksOfEachThreadAreDoneOnceAndInOrder() throws Exception {
    List<List<Integer>> done = new ArrayList<>();
    IntStream.range(0, THREADS).forEach(thread -> done.add(new ArrayList<>()));
    ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new BurstQueue());
    List<Thread> threads = new ArrayList<>();
    for (List<Integer> list : done) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int task = 0; task < TASKS; task++) {
                      int number = task;
                      one.execute(() -> list.add(number));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    one.shutdown();

    assertThat(one.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(done)
        .allSatisfy(list -> assertThat(list).isEqualTo(IntStream.range(0, TASKS).boxed().toList()));
  }

  @Test
  void aTaskThatComesLateIsTaken() throws Exception {
    BurstQueue queue = new BurstQueue();
    List<Runnable> taken = new ArrayList<>();
    Thread taker =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    taken.add(queue.take());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(() -> taker.getState() == Thread.State.WAITING);
    Runnable task = () -> {};

    queue.add(task);
    taker.join();

    assertThat(taken).containsExactly(task);
  }

  @Test // G3: a pool that shuts down interrupts
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> new BurstQueue().take()).isInstanceOf(InterruptedException.class);
  }
}
