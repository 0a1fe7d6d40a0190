package dev.millrace.operator.standby;

import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.kafka.KafkaAccess;
import dev.millrace.operator.pipeline.PipelineSources;
import dev.millrace.operator.pipeline.StandbyKeeping;
import dev.millrace.operator.pipeline.StandbyState;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The standbys that this process keeps, each on a thread of its own. Thread-safe. */
public final class Standbys implements StandbyKeeping, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standbys.class);
  private static final long CLOSE_MILLIS = 5_000;
  private static final long AGAIN_MILLIS = 2_000;

  private final KafkaAccess kafka;
  private final PipelineSources sources;
  private final ConcurrentMap<Key, Kept> all = new ConcurrentHashMap<>();

  /** A pipeline that is deleted and made again is another one. */
  private record Key(String uid, String stage) {}

  private record Kept(StandbyKeeper keeper, Thread thread) {}

  /** Standbys of the pipelines in {@code sources}. */
  public Standbys(KafkaAccess kafka, PipelineSources sources) {
    this.kafka = kafka;
    this.sources = sources;
  }

  @Override
  public void keep(StreamPipeline pipeline, String stage, Set<String> takers) {
    Key key = new Key(pipeline.getMetadata().getUid(), stage);
    all.computeIfPresent(
        key,
        (same, kept) -> {
          kept.keeper().takers(takers);
          return kept;
        });
    if (!takers.isEmpty()) {
      all.computeIfAbsent(key, absent -> begin(absent, pipeline, takers));
    }
  }

  private Kept begin(Key key, StreamPipeline pipeline, Set<String> takers) {
    String namespace = pipeline.getMetadata().getNamespace();
    ResourceID id = ResourceID.fromResource(pipeline);
    StandbyKeeper keeper =
        new StandbyKeeper(
            "standby-" + key.stage(),
            () -> now(id, key),
            takers,
            plan -> kafka.open(namespace, plan.kafka()),
            () -> sources.wake(id));
    Thread thread =
        Thread.ofVirtual()
            .name("standby-" + id.getName() + "." + key.stage())
            .unstarted(() -> run(key, keeper, id));
    thread.start();
    return new Kept(keeper, thread);
  }

  private Optional<StandbyPlan> now(ResourceID id, Key key) {
    return sources
        .pipeline(id.getNamespace().orElseThrow(), id.getName())
        .filter(pipeline -> pipeline.getMetadata().getUid().equals(key.uid()))
        .filter(pipeline -> !pipeline.isMarkedForDeletion())
        .flatMap(pipeline -> StandbyPlan.of(pipeline, key.stage()));
  }

  /** Whoever wants it again while it ends begins another one, as it is told of the end. */
  private void run(Key key, StandbyKeeper keeper, ResourceID id) {
    try {
      keeper.run();
    } catch (RuntimeException e) {
      // Clients that are interrupted while they close throw, too.
      if (!Thread.currentThread().isInterrupted()) {
        LOG.error("the standby of {} is kept no more; it is begun again", key.stage(), e);
        pause();
      }
    } finally {
      all.remove(key);
      sources.wake(id);
    }
  }

  /** Whatever has ended it is likely to be there still. */
  private static void pause() {
    try {
      Thread.sleep(AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Map<String, StandbyState> states(StreamPipeline pipeline) {
    Map<String, StandbyState> states = new TreeMap<>();
    all.forEach(
        (key, kept) -> {
          if (key.uid().equals(pipeline.getMetadata().getUid())) {
            states.put(key.stage(), kept.keeper().state());
          }
        });
    return states;
  }

  @Override
  public void close() throws InterruptedException {
    all.values().forEach(kept -> kept.thread().interrupt());
    long end = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
    for (Kept kept : all.values()) {
      kept.thread().join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
  }
}
