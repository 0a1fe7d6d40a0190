package dev.millrace.controllog.strategy;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.RouterVerdict;
import dev.millrace.controllog.TransferTopic;
import dev.millrace.stream.strategy.Abort;
import java.time.Duration;

/** The topic that a strategy needs for the time of a migration, or none. */
public final class TemporaryTopic implements Surroundings {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Act make;
  private final Act remove;
  private boolean ready;
  private boolean gone;

  private interface Act {
    void run() throws ControlLogException, InterruptedException;
  }

  private TemporaryTopic(Act make, Act remove) {
    this.make = make;
    this.remove = remove;
  }

  /** No topic at all. */
  public static TemporaryTopic none() {
    return new TemporaryTopic(() -> {}, () -> {});
  }

  /** The topic of a state transfer. */
  public static TemporaryTopic of(TransferTopic topic, int partitions) {
    return new TemporaryTopic(() -> topic.create(partitions, TIMEOUT), () -> topic.delete(TIMEOUT));
  }

  @Override
  public void make() throws ControlLogException, InterruptedException {
    if (!ready) {
      make.run();
      ready = true;
      gone = false;
    }
  }

  @Override
  public void remove() throws ControlLogException, InterruptedException {
    if (!gone) {
      remove.run();
      gone = true;
      ready = false;
    }
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public boolean isGone() {
    return gone;
  }

  @Override
  public void look() {
    // Nobody decides anything here.
  }

  @Override
  public RouterVerdict verdict(int partition) {
    return null;
  }

  @Override
  public void tell(int partition, Abort cause) {
    throw new IllegalStateException("there is no router");
  }

  @Override
  public void close() {
    // It keeps no client.
  }
}
