package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.operator.apply.Caches;
import dev.millrace.operator.apply.OwnWrites;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing is reconciled before everything is known, and an operator can end while it begins. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReconcileThreadsTest {
  private final Caches caches = new Caches(new OwnWrites());
  private final CountDownLatch done = new CountDownLatch(2);

  @Test
  void workBeginsWhenTheCachesAreFilled() throws InterruptedException {
    try (ReconcileThreads threads = new ReconcileThreads(1, caches)) {
      threads.execute(done::countDown);
      threads.execute(done::countDown);
      // The thread has taken the first one, and waits with it.
      await().until(() -> threads.getQueue().size() == 1);
      assertThat(done.getCount()).isEqualTo(2);
      caches.filled();
      done.await();
    }
  }

  @Test
  void whoWaitsDoesNotHoldUpTheEnd() throws InterruptedException {
    ReconcileThreads threads = new ReconcileThreads(1, caches);
    threads.execute(done::countDown);
    threads.shutdown();
    assertThat(threads.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
    assertThat(done.getCount()).isEqualTo(1);
  }
}
