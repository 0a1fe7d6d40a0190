package dev.millrace.controllog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DroppingQueueTest {
  private final DroppingQueue<Integer> queue = new DroppingQueue<>(3);

  @Test
  void theOldestMakesRoomAndIsCounted() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      queue.offer(i);
    }
    assertThat(queue.dropped()).isEqualTo(7);
    assertThat(queue.take()).isEqualTo(7);
    assertThat(queue.take()).isEqualTo(8);
    assertThat(queue.take()).isEqualTo(9);
  }

  @Test
  void whatIsInItAtItsEndIsStillTakenAndLaterOnesAreDropped() throws InterruptedException {
    queue.offer(1);
    queue.close();
    queue.offer(2);
    assertThat(queue.take()).isEqualTo(1);
    assertThat(queue.take()).isNull();
    assertThat(queue.dropped()).isEqualTo(1);
  }

  @Test
  void whatIsClearedIsCounted() throws InterruptedException {
    queue.offer(1);
    queue.offer(2);
    queue.close();
    queue.clear();
    assertThat(queue.dropped()).isEqualTo(2);
    assertThat(queue.take()).isNull();
  }
}
