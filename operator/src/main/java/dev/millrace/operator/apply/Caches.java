package dev.millrace.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * The caches of one operator. They are filled a few at a time, as the whole list of each is in
 * memory while it is read. What they learn until all are filled is no news: every resource is
 * looked at once afterwards, and then all of it is there. Thread-safe.
 */
public final class Caches {
  private static final int AT_A_TIME = 2;

  private final OwnWrites own;
  private final Semaphore turns = new Semaphore(AT_A_TIME);
  private final CountDownLatch filled = new CountDownLatch(1);

  /** Caches that nothing is in, of an operator with these writes. */
  public Caches(OwnWrites own) {
    this.own = own;
  }

  /** To be called when all are filled: work may begin. */
  public void filled() {
    filled.countDown();
  }

  /** Returns when work may begin. */
  public void awaitFilled() throws InterruptedException {
    filled.await();
  }

  /** Whether somebody has to look at an object that has come up. */
  boolean isNews(HasMetadata added) {
    return filled.getCount() == 0 && !isOwn(added);
  }

  /** Whether this version of an object is the one that was written here. */
  boolean isOwn(HasMetadata object) {
    return own.isOwn(object);
  }

  /** A cache of one kind of objects, which wakes the resources that they belong to. */
  public <R extends HasMetadata, P extends HasMetadata> InformerEventSource<R, P> informer(
      InformerEventSourceConfiguration<R> configuration, EventSourceContext<P> context) {
    InformerEventSource<R, P> informer = new InTurn<>(configuration, context, turns);
    informer.setOnAddFilter(this::isNews);
    return informer;
  }

  private static final class InTurn<R extends HasMetadata, P extends HasMetadata>
      extends InformerEventSource<R, P> {
    private final Semaphore turns;

    InTurn(
        InformerEventSourceConfiguration<R> configuration,
        EventSourceContext<P> context,
        Semaphore turns) {
      super(configuration, context);
      this.turns = turns;
    }

    @Override
    public synchronized void start() {
      turns.acquireUninterruptibly();
      try {
        super.start();
      } finally {
        turns.release();
      }
    }
  }
}
