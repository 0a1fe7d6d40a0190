package dev.millrace.controllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.strategy.StateSender;
import dev.millrace.stream.strategy.StateTransferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A state goes from one end of a slot to the other over a real broker. */
@ExtendWith(TestBroker.class)
class TransferSlotTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX = StateSender.DEFAULT_CHUNK_BYTES;

  private TestBroker.Broker broker;
  private TransferTopic topic;

  @BeforeEach
  void create(TestBroker.Broker shared, TestInfo test) throws Exception {
    broker = shared;
    String stage = "shop.s" + Integer.toHexString(test.getDisplayName().hashCode());
    topic = TransferTopic.of(broker.kafka(), stage);
    topic.create(1, TIMEOUT);
  }

  @AfterEach
  void delete() throws Exception {
    topic.delete(TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MAX - 1, MAX, MAX + 1, 5 * MAX + 17})
  void itArrivesByteForByte(int size) throws Exception {
    byte[] state = state(size);
    CompletableFuture<byte[]> taken = new CompletableFuture<>();
    CompletableFuture<Void> receiver = receive("m", taken::complete);
    try (TransferSlot slot = topic.slot(0)) {
      slot.send("m", state);
    }
    assertThat(taken).as("taken before the sender is confirmed").isCompleted();
    assertThat(taken.join()).isEqualTo(state);
    receiver.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aSlotThatHasServedOneTransferServesTheNext() throws Exception {
    for (String transfer : new String[] {"m@1", "m@9"}) {
      CompletableFuture<byte[]> taken = new CompletableFuture<>();
      CompletableFuture<Void> receiver = receive(transfer, taken::complete);
      try (TransferSlot slot = topic.slot(0)) {
        slot.send(transfer, state(MAX + 1));
      }
      receiver.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      assertThat(taken.join()).hasSize(MAX + 1);
    }
  }

  @Test
  void whatAnotherTransferHasLeftBehindIsNotTaken() throws Exception {
    try (TransferSlot slot = topic.slot(0);
        TransferSlot other = topic.slot(0)) {
      StateSender first = StateSender.of("old", state(10), MAX);
      for (int step = 0; step < 2; step++) {
        first = first.step(other);
      }
      assertThatThrownBy(() -> slot.receive("new", state -> {}))
          .isInstanceOf(StateTransferException.class)
          .hasMessageContaining("the slot holds a frame of migration old");
      assertThatThrownBy(() -> slot.send("new", state(1)))
          .isInstanceOf(StateTransferException.class)
          .hasMessageContaining("the slot is in use by migration old");
    }
  }

  @Test
  void aSenderWhoseReceiverCannotTakeTheStateIsNotConfirmed() throws Exception {
    CompletableFuture<Void> receiver =
        receive(
            "m",
            state -> {
              throw new IOException("no room");
            });
    try (TransferSlot slot = topic.slot(0)) {
      StateSender sender = StateSender.of("m", state(10), MAX);
      while (!receiver.isDone()) {
        sender = sender.step(slot);
      }
      assertThat(sender.step(slot).step(slot).isConfirmed()).isFalse();
    }
    assertThatThrownBy(() -> receiver.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("no room");
  }

  @Test
  void ofTwoChangesForOneVersionTheFirstInTheLogCounts() throws Exception {
    try (TransferSlot one = topic.slot(0);
        TransferSlot other = topic.slot(0)) {
      long version = one.read().version();
      assertThat(other.compareAndSet(version, new byte[] {1})).isTrue();
      assertThat(one.compareAndSet(version, new byte[] {2})).isFalse();
      assertThat(one.read().frame()).containsExactly(1);
      assertThat(one.deleteIfVersion(version)).isFalse();
      assertThat(one.deleteIfVersion(one.read().version())).isTrue();
      assertThat(one.read().frame()).isNull();
    }
  }

  @Test
  void aTopicIsGoneOnceItIsDeletedAndDeletingItAgainDoesNoHarm() throws Exception {
    topic.delete(TIMEOUT);
    topic.delete(TIMEOUT);
    assertThat(broker.admin().listTopics().names().get(30, TimeUnit.SECONDS))
        .doesNotContain(topic.name());
  }

  private CompletableFuture<Void> receive(String transfer, TransferSlot.Taker taker) {
    return CompletableFuture.runAsync(
        () -> {
          try (TransferSlot slot = topic.slot(0)) {
            slot.receive(transfer, taker);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] state(int size) {
    byte[] state = new byte[size];
    new Random(size).nextBytes(state);
    return state;
  }
}
