package dev.millrace.controllog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who follows which partition. One that throws has missed a record and is let go: it would go on
 * with a fold that is wrong. Thread-safe; listeners are called outside its lock.
 */
final class Subscriptions {
  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

  private final String log;
  private final Map<ControlKey, List<Subscribed>> all = new HashMap<>();
  private final AtomicLong failed = new AtomicLong();

  /** Its identity counts: a listener may subscribe twice. */
  private static final class Subscribed {
    final ControlListener listener;

    Subscribed(ControlListener listener) {
      this.listener = listener;
    }
  }

  Subscriptions(String log) {
    this.log = log;
  }

  synchronized Subscription add(ControlKey key, ControlListener listener) {
    Subscribed subscribed = new Subscribed(listener);
    all.computeIfAbsent(key, any -> new ArrayList<>()).add(subscribed);
    return () -> remove(key, subscribed);
  }

  void hand(ControlLogRecord read) {
    for (Subscribed subscribed : of(read.key())) {
      try {
        subscribed.listener.read(read.offset(), read.record());
      } catch (RuntimeException e) {
        LOG.error("{} offset {}: the listener of {} fails", log, read.offset(), read.key(), e);
        failed.incrementAndGet();
        remove(read.key(), subscribed);
        end(
            subscribed,
            new ControlLogException(
                "%s offset %d: the listener of %s has failed: %s. Join anew."
                    .formatted(log, read.offset(), read.key(), e),
                e));
      }
    }
  }

  void endAll(ControlLogException reason) {
    List<Subscribed> ended;
    synchronized (this) {
      ended = all.values().stream().flatMap(List::stream).toList();
      all.clear();
    }
    ended.forEach(subscribed -> end(subscribed, reason));
  }

  /** Listeners that were let go because they had thrown an exception. */
  long failed() {
    return failed.get();
  }

  private void end(Subscribed subscribed, ControlLogException reason) {
    try {
      subscribed.listener.ended(reason);
    } catch (RuntimeException e) {
      LOG.error("{}: a listener fails at its end", log, e);
      failed.incrementAndGet();
    }
  }

  private synchronized List<Subscribed> of(ControlKey key) {
    return List.copyOf(all.getOrDefault(key, List.of()));
  }

  private synchronized void remove(ControlKey key, Subscribed subscribed) {
    List<Subscribed> of = all.get(key);
    if (of != null && of.remove(subscribed) && of.isEmpty()) {
      all.remove(key);
    }
  }
}
