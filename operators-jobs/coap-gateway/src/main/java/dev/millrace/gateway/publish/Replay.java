package dev.millrace.gateway.publish;

import dev.millrace.gateway.publish.ReplaySession.Numbered;
import dev.millrace.gateway.publish.ReplaySession.Prepared;
import dev.millrace.gateway.publish.ReplaySession.RefusedException;
import dev.millrace.gateway.spool.Spool;
import dev.millrace.gateway.spool.SpoolBatch;
import dev.millrace.gateway.spool.SpoolEntry;
import dev.millrace.gateway.spool.SpoolPosition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the spool's records to Kafka, oldest first, on a thread of its own. Before a batch is sent
 * its position is noted durably; whoever comes after a crash finds there which batch may be in the
 * log and where to look for it. So each record comes to the log once.
 */
final class Replay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
  static final int BATCH_RECORDS = 2_000;
  private static final long BATCH_BYTES = 1L << 20;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /** What it has to know of its surroundings. */
  interface Progress {
    /** So many records are in Kafka, or set aside, and gone from the spool. */
    void done(long records);

    /** A batch is about to be sent. */
    void sending(int records);

    /** Nothing can be sent now. */
    void failed(String reason);
  }

  private final String name;
  private final Spool spool;
  private final Recall recall;
  private final Set<String> topics;
  private final Supplier<ReplaySession> sessions;
  private final BooleanSupplier mayBegin;
  private final Progress progress;
  private final Thread thread;
  private final Semaphore news = new Semaphore(0);
  private volatile boolean closed;
  private volatile String trouble;
  private volatile ReplaySession session;
  private SpoolPosition doubtful;

  /**
   * @param topics that an earlier process may have written
   * @param mayBegin whether the brokers can be reached and nothing else is on its way to them
   */
  Replay(
      String name,
      Spool spool,
      Recall recall,
      Set<String> topics,
      Supplier<ReplaySession> sessions,
      BooleanSupplier mayBegin,
      Progress progress) {
    this.name = name;
    this.spool = spool;
    this.recall = recall;
    this.topics = Set.copyOf(topics);
    this.sessions = sessions;
    this.mayBegin = mayBegin;
    this.progress = progress;
    this.doubtful = spool.foundPosition().orElse(null);
    this.thread = Thread.ofPlatform().name("gateway-replay-" + name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** There is something new in the spool. */
  void wake() {
    news.release();
  }

  /** Why records do not leave the spool; null if they do, or there are none. */
  String trouble() {
    return trouble;
  }

  private void run() {
    try {
      Duration pause = SHORTEST_PAUSE;
      while (!closed) {
        pause = tryStep() ? SHORTEST_PAUSE : rested(pause);
      }
    } catch (InterruptedException e) {
      LOG.warn("Gateway {}: replaying was interrupted and has ended", name);
    } finally {
      endSession();
    }
  }

  /** False if nothing can be sent now. */
  private boolean tryStep() throws InterruptedException {
    try {
      if ((spool.entries() == 0 && recall.isLoaded()) || !mayBegin.getAsBoolean()) {
        recall.forget(spool.entries() == 0);
        rest(LOOK);
      } else {
        step();
        note(null);
      }
      return true;
    } catch (RuntimeException | IOException e) {
      // Whatever it is, it must go on: nobody else would empty the spool.
      endSession();
      note(Shipment.describe(e));
      progress.failed(trouble);
      return false;
    }
  }

  private Duration rested(Duration pause) throws InterruptedException {
    rest(pause);
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
  }

  private void step() throws IOException, InterruptedException {
    if (session == null) {
      session = sessions.get();
      session.begin();
      if (closed) {
        return;
      }
    }
    if (doubtful != null) {
      settle(doubtful);
    }
    if (!recall.isLoaded()) {
      session.load(recall, topics);
    }
    SpoolBatch batch = spool.read(BATCH_RECORDS, BATCH_BYTES);
    List<Numbered> records = decode(batch);
    if (records == null) {
      return;
    }
    // An earlier process has sent them, and ended before it could say so.
    records.removeIf(one -> recall.isLogged(one.outgoing()));
    if (!records.isEmpty()) {
      progress.sending(records.size());
      Prepared prepared = session.prepare(records, batch.from(), batch.to());
      spool.mark(prepared.position());
      doubtful = prepared.position();
      try {
        session.commit(prepared);
      } catch (RefusedException e) {
        setAside(e.culprit().sequence(), RecordCodec.encode(e.culprit().outgoing()), e);
        return;
      }
    }
    remove(batch.to());
  }

  /** Finds out whether the batch that was sent last is in the log. */
  private void settle(SpoolPosition position) throws IOException, InterruptedException {
    boolean isThere = position.to() > spool.front() && session.wasCommitted(position);
    if (isThere) {
      remove(position.to());
    }
    doubtful = null;
  }

  private void remove(long to) throws IOException {
    long before = spool.entries();
    spool.removeTo(to);
    doubtful = null;
    progress.done(before - spool.entries());
  }

  /** Null if an entry is no record: it has been set aside. */
  private List<Numbered> decode(SpoolBatch batch) throws IOException {
    List<Numbered> records = new ArrayList<>();
    for (SpoolEntry entry : batch.entries()) {
      try {
        records.add(new Numbered(entry.sequence(), RecordCodec.decode(entry.payload())));
      } catch (IOException e) {
        setAside(entry.sequence(), entry.payload(), e);
        return null;
      }
    }
    return records;
  }

  private void setAside(long sequence, byte[] payload, Exception reason) throws IOException {
    spool.setAside(new SpoolEntry(sequence, 0, payload));
    LOG.error(
        "Gateway {}: record {} of the spool is set aside: {}", name, sequence, reason.getMessage());
  }

  /** Waits, or less if something new has come. */
  private void rest(Duration time) throws InterruptedException {
    if (news.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
  }

  private void note(String problem) {
    if (problem != null && !problem.equals(trouble) && !closed) {
      LOG.warn("Gateway {}: what is in the spool cannot be sent: {}", name, problem);
    }
    trouble = problem;
  }

  private void endSession() {
    ReplaySession over = session;
    session = null;
    if (over != null) {
      try {
        over.close();
      } catch (KafkaException e) {
        LOG.warn("Gateway {}: a producer could not be closed", name, e);
      }
    }
  }

  /** Ends it; what is not committed stays in the spool. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    wake();
    ReplaySession running = session;
    if (running != null) {
      // No interrupt: it would close the spool's files.
      running.close();
    }
    if (!thread.join(CLOSE_TIMEOUT)) {
      LOG.warn("Gateway {}: the replay does not end", name);
    }
  }
}
