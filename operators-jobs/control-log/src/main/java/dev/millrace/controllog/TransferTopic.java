package dev.millrace.controllog;

import java.time.Duration;

/**
 * The temporary topic of a state transfer: one partition is one {@link TransferSlot}. The
 * coordinator creates and deletes it; source and target meet in it.
 */
public final class TransferTopic {
  private final KafkaConnection kafka;
  private final String stage;

  private TransferTopic(KafkaConnection kafka, String stage) {
    this.kafka = kafka;
    this.stage = stage;
  }

  /**
   * The topic of a stage, whether it exists or not.
   *
   * @param stage <code>PIPELINE.STAGE</code>
   */
  public static TransferTopic of(KafkaConnection kafka, String stage) {
    return new TransferTopic(kafka, stage);
  }

  /** Its name. */
  public String name() {
    return new StageTopics(stage).transfer(1).name();
  }

  /**
   * Makes sure of the topic.
   *
   * @throws ControlLogException if it is not as it has to be, or on no answer in time
   */
  public void create(int partitions, Duration timeout)
      throws ControlLogException, InterruptedException {
    TemporaryTopics.create(kafka, new StageTopics(stage).transfer(partitions), timeout);
  }

  /**
   * Deletes the topic; without effect if it is not there.
   *
   * @throws ControlLogException if the brokers refuse, or on no answer in time
   */
  public void delete(Duration timeout) throws ControlLogException, InterruptedException {
    TemporaryTopics.delete(kafka, name(), timeout);
  }

  /** The slot of a partition, which its caller closes. */
  public TransferSlot slot(int partition) {
    return new TransferSlot(kafka, name(), partition);
  }
}
