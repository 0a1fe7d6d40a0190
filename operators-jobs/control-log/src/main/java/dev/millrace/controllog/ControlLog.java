package dev.millrace.controllog;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Ownership;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The control log of a pipeline, followed on one thread: the records of every partition are folded
 * as they are read. One a process and pipeline. Thread-safe.
 *
 * <p>A lost broker loses nothing: reading goes on where it was. A record that this program cannot
 * read ends it for good, since nothing behind that record can be judged without it; then every call
 * says so.
 */
public final class ControlLog implements AutoCloseable {
  private final LogClients clients;
  private final ReadPosition position;
  private final Subscriptions subscriptions;
  private final ControlFollower fold;
  private final PartitionFollower follower;

  private ControlLog(LogClients clients, String clientId) {
    this.clients = clients;
    String log = clients.partition().toString();
    this.position = new ReadPosition(log);
    this.subscriptions = new Subscriptions(log);
    this.fold = new ControlFollower(log, clients.bounds(), position, subscriptions);
    this.follower =
        PartitionFollower.start(
            clients.answers().kafka(), clientId + "-control", clients.partition(), fold);
  }

  /**
   * Makes sure of the topic and begins to follow it; {@link #readToEnd} waits until it has been
   * read.
   *
   * @param clientId name of this process to the brokers
   * @throws ControlLogException if the topic is not as it has to be, or on no answer in time
   */
  public static ControlLog open(
      KafkaConnection kafka, String pipeline, String clientId, Duration timeout)
      throws ControlLogException, InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    TopicSpec topic = new ControlTopics(pipeline).controlSpec();
    LogClients clients = LogClients.open(kafka, topic, clientId, deadline);
    ControlLog log;
    try {
      log = new ControlLog(clients, clientId);
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
    try {
      // From here on whatever this process appends lies behind what has to be read first.
      log.position.await(0, deadline);
      return log;
    } catch (ControlLogException | InterruptedException e) {
      log.close();
      throw e;
    }
  }

  /**
   * Appends a record, behind those that this process has appended before. Does not wait for the
   * broker; dependents of the future run on the client's thread and must not either.
   *
   * @return the record's offset, once all in-sync replicas have it. If it fails, which takes three
   *     times {@link KafkaConnection#IMPATIENT_TIMEOUT} at most, the record may be in the log
   *     nevertheless, or get there a moment later; who needs to know reads the log
   */
  public CompletableFuture<Long> append(String stage, ControlRecord record) {
    try {
      position.check();
    } catch (ControlLogException e) {
      return CompletableFuture.failedFuture(e);
    }
    return clients.appender().append(new ControlKey(stage, record.partition()), record);
  }

  /**
   * Hands every record of a partition that is read from now on to a listener, in order. Subscribe
   * before {@link #join} and leave out what lies up to the incarnation, and no record is missed.
   */
  public Subscription subscribe(String stage, int partition, ControlListener listener)
      throws ControlLogException {
    Subscription subscription = subscriptions.add(new ControlKey(stage, partition), listener);
    try {
      position.check();
    } catch (ControlLogException e) {
      subscription.close();
      throw e;
    }
    return subscription;
  }

  /**
   * Begins a new incarnation of a replica in each of these partitions: appends {@link
   * ControlRecord.Joined} and reads the log up to it (protocol.md, Replica on start, 2).
   *
   * @return the incarnation by partition
   * @throws ControlLogException on no answer in time; some of the records may be in the log then,
   *     which does no harm: the next incarnation supersedes them
   */
  public Map<Integer, Incarnation> join(
      String stage, String replica, Set<Integer> partitions, Duration timeout)
      throws ControlLogException, InterruptedException {
    return new Joining(clients, fold, position)
        .join(stage, replica, partitions, Deadline.in(timeout));
  }

  /**
   * Waits until everything has been read that was in the log when this was called, and its
   * listeners have it.
   *
   * @return offset behind it
   */
  public long readToEnd(Duration timeout) throws ControlLogException, InterruptedException {
    return readToEnd(Deadline.in(timeout));
  }

  /**
   * What the log says of a partition, as far as it has been read; empty if it cannot be known yet,
   * which is over after {@link #readToEnd}.
   */
  public Optional<Ownership> ownership(String stage, int partition) throws ControlLogException {
    position.check();
    return fold.ownership(new ControlKey(stage, partition));
  }

  /**
   * The moment up to which the log is known to have been read: the time of {@link System#nanoTime}
   * at which the end was asked for that reading has reached since; empty before the first. It is
   * renewed several times a second as long as the broker answers.
   */
  public OptionalLong lastReadToEnd() {
    return position.lastReadToEnd();
  }

  /**
   * Deletes what is not needed any more: appends a {@link ControlRecord.State} of every partition
   * of which the log speaks, reads them back, and deletes what they stand for (protocol.md, Control
   * log trimming). May be called at any time by any number of processes.
   *
   * @return offset at which the log begins now, as far as it is up to this call
   * @throws ControlLogException if one of the steps fails; nothing is deleted before the last
   */
  public long trim(Duration timeout) throws ControlLogException, InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    readToEnd(deadline);
    return new Trimming(clients, fold, position).trim(deadline);
  }

  /** Whether reading has ended for good, so that every call fails. */
  public boolean hasEnded() {
    return position.hasFailed();
  }

  /** Listeners that were let go because they had thrown an exception. */
  public long failedListeners() {
    return subscriptions.failed();
  }

  /** Errors of the broker after which reading went on. */
  public long troubles() {
    return follower.troubles();
  }

  /** Stops following; listeners hear nothing more. Takes some seconds at most. */
  @Override
  public void close() {
    position.failed(new ControlLogException(clients.partition() + " has been closed here."));
    follower.close();
    clients.close();
  }

  private long readToEnd(Deadline deadline) throws ControlLogException, InterruptedException {
    long asked = System.nanoTime();
    long end = clients.bounds().end(deadline);
    position.await(end, deadline);
    position.endWas(asked, end);
    return end;
  }
}
