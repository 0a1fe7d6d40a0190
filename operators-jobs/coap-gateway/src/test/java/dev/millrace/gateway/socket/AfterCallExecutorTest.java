package dev.millrace.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.elements.util.SerialExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who does what a call brings, and when. */
class AfterCallExecutorTest {
  private final List<Throwable> faults = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final AfterCallExecutor executor = new AfterCallExecutor("test-later", faults::add);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private Runnable step(String name) {
    return () -> done.add(name + " by " + Thread.currentThread().getName());
  }

  @Test
  void whatACallBringsIsDoneByItsThreadWhenTheCallIsOver() {
    String me = Thread.currentThread().getName();
    executor.call(
        () -> {
          executor.execute(
              () -> {
                step("second").run();
                executor.execute(step("fourth"));
              });
          executor.call(() -> executor.execute(step("third")));
          step("first").run();
        });

    assertThat(done)
        .containsExactly("first by " + me, "second by " + me, "third by " + me, "fourth by " + me);
  }

  @Test
  void whatComesUpOtherwiseAThreadOfTheExecutorDoes() throws Exception {
    CompletableFuture<String> outside = new CompletableFuture<>();
    executor.call(() -> {});
    executor.execute(() -> outside.complete(Thread.currentThread().getName()));

    assertThat(outside.get(20, TimeUnit.SECONDS)).isEqualTo("test-later");
  }

  @Test
  void aCallWithinACallOfAnotherExecutorIsOverBeforeThatIs() {
    try (AfterCallExecutor other = new AfterCallExecutor("test-other", faults::add)) {
      executor.call(
          () -> {
            executor.execute(step("last"));
            other.call(() -> other.execute(step("first")));
          });
    }
    String me = Thread.currentThread().getName();
    assertThat(done).containsExactly("first by " + me, "last by " + me);
  }

  @Test
  void aCallThatIsMadeIsWaitedFor() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch may = new CountDownLatch(1);
    CompletableFuture<Void> call =
        CompletableFuture.runAsync(
            () ->
                executor.call(
                    () -> {
                      begun.countDown();
                      try {
                        may.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
    begun.await();
    assertThat(executor.awaitNoCall(Duration.ofMillis(1))).isFalse();
    may.countDown();
    assertThat(executor.awaitNoCall(Duration.ofSeconds(20))).isTrue();
    call.get(20, TimeUnit.SECONDS);
  }

  // Would catch: a record that leaves within the step that made it, whose receiver is so quick that
  // the next record finds the session busy, and has to wait for another thread.
  @Test
  void whatIsDoneAfterAStepOfASessionFindsTheSessionFree() {
    SerialExecutor session = new SerialExecutor(executor);
    executor.call(
        () ->
            session.execute(
                () -> {
                  assertThat(executor.isCalling()).isTrue();
                  executor.execute(
                      () ->
                          CompletableFuture.runAsync(
                                  () -> executor.call(() -> session.execute(step("received"))),
                                  task -> new Thread(task, "receiver").start())
                              .join());
                }));
    step("sent").run();

    assertThat(executor.isCalling()).isFalse();
    assertThat(done)
        .containsExactly("received by receiver", "sent by " + Thread.currentThread().getName());
  }

  @Test
  void aFaultIsToldAndTheNextTaskIsDone() {
    IllegalStateException fault = new IllegalStateException("no such luck");
    executor.call(
        () -> {
          executor.execute(
              () -> {
                throw fault;
              });
          executor.execute(step("next"));
        });

    assertThat(faults).containsExactly(fault);
    assertThat(done).hasSize(1);
  }

  @Test
  void aCallThatFailsHasItsTasksDoneAndSoHasTheNextOne() {
    assertThatThrownBy(
            () ->
                executor.call(
                    () -> {
                      executor.execute(step("of the first"));
                      throw new IllegalStateException("no such luck");
                    }))
        .hasMessage("no such luck");
    executor.call(() -> executor.execute(step("of the second")));

    assertThat(done).hasSize(2);
  }
}
