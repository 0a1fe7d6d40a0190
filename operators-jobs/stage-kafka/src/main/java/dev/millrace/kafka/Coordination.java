package dev.millrace.kafka;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressReader;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.ProgressWriter;
import dev.millrace.controllog.SnapshotTopic;
import dev.millrace.controllog.TransferSlot;
import dev.millrace.controllog.TransferTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The control, progress and snapshot topics of a pipeline as one process uses them: however many
 * stages and tasks of the pipeline run in it, there is one reader of each. Thread-safe.
 */
public final class Coordination implements AutoCloseable {
  /** How long the topics may take to answer; a stage that starts waits for them. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final Map<Key, Shared> SHARED = new HashMap<>();

  private final Key key;
  private final Shared shared;
  private boolean closed;

  private record Key(KafkaConnection kafka, String pipeline) {}

  /** To whom reports about one partition go. */
  private record Place(String stage, int partition) {}

  /** What is shared, and by how many. */
  private static final class Shared {
    final ControlLog log;
    final ProgressTopic progress;
    final ProgressWriter reports;
    final ProgressReader reader;
    final SnapshotTopic snapshots;
    final Map<Place, Map<Object, Consumer<ProgressReport>>> listeners = new ConcurrentHashMap<>();
    int users;

    Shared(Key key) throws ControlLogException, InterruptedException {
      String client = key.pipeline() + "-" + ProcessHandle.current().pid();
      log = ControlLog.open(key.kafka(), key.pipeline(), client, TIMEOUT);
      try {
        progress = ProgressTopic.open(key.kafka(), key.pipeline(), client, TIMEOUT);
        snapshots = SnapshotTopic.open(key.kafka(), key.pipeline(), client, TIMEOUT);
        log.readToEnd(TIMEOUT);
      } catch (ControlLogException | InterruptedException | RuntimeException e) {
        log.close();
        throw e;
      }
      reports = progress.writer();
      reader = progress.read(Duration.ZERO, this::hand);
    }

    private void hand(ProgressReport report) {
      Map<Object, Consumer<ProgressReport>> of =
          listeners.get(new Place(report.stage(), report.partition()));
      if (of != null) {
        of.values().forEach(listener -> listener.accept(report));
      }
    }

    void close() {
      reader.close();
      reports.close();
      progress.close();
      log.close();
    }
  }

  private Coordination(Key key, Shared shared) {
    this.key = key;
    this.shared = shared;
  }

  /**
   * Opens the topics, or joins those that have opened them in this process. A control log that has
   * ended for good is opened anew.
   *
   * @throws ControlLogException if one of the topics is not as it has to be, or on no answer
   */
  public static Coordination open(KafkaConnection kafka, String pipeline)
      throws ControlLogException, InterruptedException {
    Key key = new Key(kafka, pipeline);
    synchronized (SHARED) {
      Shared shared = SHARED.get(key);
      if (shared == null || shared.log.hasEnded()) {
        shared = new Shared(key);
        SHARED.put(key, shared);
      }
      shared.users++;
      return new Coordination(key, shared);
    }
  }

  /** The control log, read to its end when this was opened. */
  public ControlLog log() {
    return shared.log;
  }

  /** The snapshots. */
  public SnapshotTopic snapshots() {
    return shared.snapshots;
  }

  /** The slot through which a partition's state goes chunk by chunk; its caller closes it. */
  public TransferSlot slot(String stage, int partition) {
    return TransferTopic.of(key.kafka(), stage).slot(partition);
  }

  /** Says how far a replica is. */
  public void report(ProgressReport report) {
    shared.reports.report(report);
  }

  /**
   * Hands every report about a partition from now on to a listener, on the reader's thread; it must
   * not wait. Ends with {@link #ignore} of the same token.
   */
  public void listen(Object token, String stage, int partition, Consumer<ProgressReport> listener) {
    shared
        .listeners
        .computeIfAbsent(new Place(stage, partition), place -> new ConcurrentHashMap<>())
        .put(token, listener);
  }

  /** Hands no more reports to the listeners of this token. */
  public void ignore(Object token) {
    shared.listeners.values().forEach(of -> of.remove(token));
  }

  /** Closes the topics if nobody else in this process uses them. */
  @Override
  public void close() {
    synchronized (SHARED) {
      if (closed) {
        return;
      }
      closed = true;
      if (--shared.users > 0) {
        return;
      }
      SHARED.remove(key, shared);
    }
    shared.close();
  }
}
