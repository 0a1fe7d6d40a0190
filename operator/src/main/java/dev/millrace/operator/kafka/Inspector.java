package dev.millrace.operator.kafka;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.operator.status.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at Kafka for all resources of a kind, on a few threads, and tells when something has
 * changed. A look that failed, or whose facts are not settled, is repeated at growing intervals.
 * Thread-safe.
 *
 * @param <S> specification of the resources
 * @param <F> what is found
 */
public final class Inspector<S, F extends Facts> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Inspector.class);
  private static final int THREADS = 3;
  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final long PRUNE_SECONDS = 60;

  private final Inspection<S, F> inspection;
  private final ScheduledThreadPoolExecutor threads =
      new ScheduledThreadPoolExecutor(
          THREADS, Thread.ofPlatform().name("kafka-look-", 0).daemon().factory());
  private final ConcurrentMap<Object, Watched<S, F>> all = new ConcurrentHashMap<>();

  /** How a connection is come by: it may have to be read from a Secret. */
  @FunctionalInterface
  public interface Access {
    /** The connection. */
    KafkaConnection open() throws KafkaTroubleException;
  }

  /**
   * What is to be looked at.
   *
   * @param key of the resource, in a map
   * @param name its name
   * @param spec as it is now
   * @param stamp equal as long as nothing has happened after which another look is due
   * @param access to its Kafka
   * @param wanted whether the resource is still there
   */
  public record Question<S>(
      Object key, String name, S spec, String stamp, Access access, BooleanSupplier wanted) {}

  /**
   * What was found.
   *
   * @param facts of the last look
   * @param fresh whether nothing has happened since after which another look is due
   */
  public record Found<F>(F facts, boolean fresh) {}

  private static final class Watched<S, F> {
    private Question<S> question;
    private F facts;
    private String factsOf;
    private Predicate<F> waits;
    private boolean looking;
    private long pause = FIRST_PAUSE_MILLIS;
  }

  private Inspector(Inspection<S, F> inspection) {
    this.inspection = inspection;
    threads.setRemoveOnCancelPolicy(true);
    threads.scheduleWithFixedDelay(this::prune, PRUNE_SECONDS, PRUNE_SECONDS, TimeUnit.SECONDS);
  }

  /** For pipelines; each question to Kafka takes {@code timeout} at most. */
  public static Inspector<StreamPipelineSpec, PipelineFacts> ofPipelines(Duration timeout) {
    return new Inspector<>(new PipelineInspection(timeout));
  }

  /** The same for gateways. */
  public static Inspector<CoapGatewaySpec, GatewayFacts> ofGateways(Duration timeout) {
    return new Inspector<>(new GatewayInspection(timeout));
  }

  /**
   * What is known now; another look is begun if one is due.
   *
   * @param waits whether it matters that the next look finds what is known already
   * @param changed told with the key when what is known has changed
   */
  public Optional<Found<F>> facts(
      Question<S> question, Predicate<F> waits, Consumer<Object> changed) {
    Watched<S, F> watched = all.computeIfAbsent(question.key(), key -> new Watched<>());
    synchronized (watched) {
      boolean due = watched.question == null || !watched.question.stamp().equals(question.stamp());
      watched.question = question;
      if (due) {
        watched.pause = FIRST_PAUSE_MILLIS;
      }
      if (due && !watched.looking) {
        watched.looking = true;
        threads.execute(() -> look(watched, changed));
      }
      watched.waits = watched.looking ? waits : null;
      return Optional.ofNullable(watched.facts)
          .map(facts -> new Found<>(facts, question.stamp().equals(watched.factsOf)));
    }
  }

  /** What was found last; empty if nothing has been asked yet. */
  public Optional<F> known(Object key) {
    Watched<S, F> watched = all.get(key);
    if (watched == null) {
      return Optional.empty();
    }
    synchronized (watched) {
      return Optional.ofNullable(watched.facts);
    }
  }

  /** Forgets resources that are gone. */
  private void prune() {
    all.values()
        .removeIf(
            watched -> {
              synchronized (watched) {
                return watched.question != null && !watched.question.wanted().getAsBoolean();
              }
            });
  }

  private void look(Watched<S, F> watched, Consumer<Object> changed) {
    Question<S> question;
    synchronized (watched) {
      question = watched.question;
    }
    F facts = ask(question);
    boolean news;
    synchronized (watched) {
      boolean overtaken = !watched.question.stamp().equals(question.stamp());
      // That the same was found again is news as well to who waits for it: it is fresh now.
      news =
          !facts.equals(watched.facts)
              || !overtaken
                  && !question.stamp().equals(watched.factsOf)
                  && watched.waits.test(facts);
      watched.facts = facts;
      watched.factsOf = question.stamp();
      watched.looking = overtaken || !facts.isSettled();
      if (overtaken) {
        threads.execute(() -> look(watched, changed));
      } else if (watched.looking) {
        threads.schedule(() -> again(watched, changed), watched.pause, TimeUnit.MILLISECONDS);
        watched.pause = Math.min(LONGEST_PAUSE_MILLIS, watched.pause * 2);
      } else {
        watched.waits = null;
      }
    }
    if (news) {
      changed.accept(question.key());
    }
  }

  private void again(Watched<S, F> watched, Consumer<Object> changed) {
    Question<S> question;
    synchronized (watched) {
      question = watched.question;
    }
    if (all.get(question.key()) == watched) {
      look(watched, changed);
    }
  }

  private F ask(Question<S> question) {
    try {
      return inspection.look(question.access().open(), question.name(), question.spec());
    } catch (KafkaTroubleException e) {
      return inspection.unknown(e.reason(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return inspection.unknown(Reason.KafkaNotChecked, "The operator is ending.");
    } catch (RuntimeException e) {
      LOG.error("{}: Kafka cannot be looked at", question.key(), e);
      return inspection.unknown(Reason.OperatorTrouble, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
