package dev.millrace.controllog;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a partition begins and ends now. It is asked over a connection of its own: on the
 * consumer's, an answer waits behind a fetch that waits for records.
 */
final class LogBounds {
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private final Admin admin;
  private final Answers answers;
  private final TopicPartition partition;

  LogBounds(Admin admin, Answers answers, TopicPartition partition) {
    this.admin = admin;
    this.answers = answers;
    this.partition = partition;
  }

  /** Offset of the first record that is there. */
  long begin() throws ControlLogException, InterruptedException {
    return offset("find the beginning of ", OffsetSpec.earliest(), Deadline.in(ANSWER_TIMEOUT));
  }

  /** Offset behind the last record. */
  long end() throws ControlLogException, InterruptedException {
    return end(Deadline.in(ANSWER_TIMEOUT));
  }

  long end(Deadline deadline) throws ControlLogException, InterruptedException {
    return offset("find the end of ", OffsetSpec.latest(), deadline);
  }

  /** Offset of the first record of this time or later, or the end. */
  long at(long millis) throws ControlLogException, InterruptedException {
    long end = end();
    long found =
        offset("find a time in ", OffsetSpec.forTimestamp(millis), Deadline.in(ANSWER_TIMEOUT));
    return found < 0 ? end : found;
  }

  /** Asks for the end without waiting for it. */
  KafkaFuture<Long> askEnd() {
    return ask(OffsetSpec.latest());
  }

  /** Deletes every record before an offset. */
  void deleteBefore(long offset, Deadline deadline)
      throws ControlLogException, InterruptedException {
    answers.await(
        "delete records of " + partition + " before " + offset,
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all(),
        deadline);
  }

  private long offset(String what, OffsetSpec spec, Deadline deadline)
      throws ControlLogException, InterruptedException {
    return answers.await(what + partition, ask(spec), deadline);
  }

  private KafkaFuture<Long> ask(OffsetSpec spec) {
    ListOffsetsOptions options =
        new ListOffsetsOptions().timeoutMs(Math.toIntExact(ANSWER_TIMEOUT.toMillis()));
    return admin
        .listOffsets(Map.of(partition, spec), options)
        .partitionResult(partition)
        .thenApply(ListOffsetsResultInfo::offset);
  }
}
