package dev.millrace.kafka;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.controllog.RouterVerdict;
import dev.millrace.controllog.ShadowTopic;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Gate;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.strategy.Applicability;
import dev.millrace.stream.strategy.Routing;
import dev.millrace.stream.strategy.SynchronisationMonitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/** One attempt of a router: from joining the control log to the first error. One thread. */
final class RouterAttempt implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final RouterSettings settings;
  private final int partitions;
  private final StagePlan plan;
  private final Coordination topics;
  private final Membership membership;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final OutputSession session;
  private final CountField counts;
  private final String shadow;
  private final Map<Integer, RoutedPartition> routed = new TreeMap<>();
  private final Map<Integer, CompletableFuture<Long>> posts = new HashMap<>();
  private final Map<Integer, RouterVerdict> said = new HashMap<>();
  private OutputTopics outputs;
  private Tails tails;
  private long reportedAt;

  RouterAttempt(RouterSettings settings, int partitions)
      throws ControlLogException, InterruptedException {
    this.settings = settings;
    this.partitions = partitions;
    StageSettings stage = settings.stage();
    this.plan = stage.compile();
    this.counts = new CountField(plan, Applicability.countField(settings.spec().steps()));
    this.shadow = ShadowTopic.nameOf(plan.identityName());
    String name = plan.identityName() + '-' + stage.replica().name();
    this.topics = Coordination.open(stage.kafka(), plan.pipeline());
    this.consumer = stage.kafka().consumer(name, false);
    this.producer = stage.kafka().producer(name);
    this.session = new NumberedSession(producer, () -> {});
    this.membership =
        new Membership(topics, plan.identityName(), stage.replica(), new ControlInbox(() -> {}));
  }

  /** Joins the control log; to be called once, before the first round. */
  void join() throws ControlLogException, InterruptedException {
    outputs = OutputTopics.of(plan, topic -> producer.partitionsFor(topic).size());
    Set<Integer> all = new HashSet<>();
    List<TopicPartition> places = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      all.add(partition);
      places.add(new TopicPartition(shadow, partition));
    }
    membership.join(all, new InputLog(settings.stage().kafka(), plan.input().topic()));
    consumer.assign(places);
    consumer.seekToBeginning(places);
    consumer.pause(places);
  }

  /** One round of its loop. */
  void round() throws ControlLogException {
    for (ControlInbox.Item item = membership.next(); item != null; item = membership.next()) {
      membership.gates().get(item.record().partition()).read(item.offset(), item.record());
    }
    session.check();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      routed.get(record.partition()).take(record);
    }
    long now = System.nanoTime();
    boolean reports = now - reportedAt > REPORT_NANOS;
    reportedAt = reports ? now : reportedAt;
    for (Map.Entry<Integer, Gate> of : membership.gates().entrySet()) {
      int partition = of.getKey();
      Gate gate = of.getValue();
      if (gate.isSuperseded()) {
        throw new ControlEndedException(
            plan.identityName() + '/' + partition + ": another router has taken this one's place");
      }
      RoutedPartition at = gate.isOwner() ? at(partition, gate) : routed.get(partition);
      if (at != null) {
        at.pump();
        say(partition, at.verdict());
        if (reports && gate.isOwner()) {
          report(partition, gate, at);
        }
      }
      post(partition, gate, at == null ? opening(gate) : at.view());
      // Behind the post: whoever has just cut must not take what comes after.
      direct(partition, at != null && at.wantsRecords());
    }
  }

  private RoutedPartition at(int partition, Gate gate) {
    return routed.computeIfAbsent(
        partition,
        missing -> {
          int generation = gate.ownership().generation();
          Routing routing =
              new Routing(
                  new SynchronisationMonitor(settings.factor()),
                  Applicability.lag(settings.spec().steps()),
                  gate.ownership().openSn());
          KnownOutputs known = new KnownOutputs(outputs, partition, generation);
          known.read(tails());
          return new RoutedPartition(
              partition,
              settings,
              gate,
              outputs,
              session,
              known,
              counts,
              routing,
              Identity.prefix(plan.identityName(), generation, partition));
        });
  }

  /** What an earlier incarnation may have passed on; it says nowhere how far back that begins. */
  private Tails tails() {
    if (tails == null) {
      tails =
          new TailReader(settings.stage().kafka(), plan.identityName(), false)
              .read(outputs.all(), Map.of());
    }
    return tails;
  }

  private static RouterView opening(Gate gate) {
    boolean drained =
        gate.ownership().pending() != null && gate.ownership().pending().drained() != null;
    long at = drained ? gate.ownership().pending().drained().sn() : -1;
    return new RouterView(at, at, 0);
  }

  private void direct(int partition, boolean wanted) {
    List<TopicPartition> place = List.of(new TopicPartition(shadow, partition));
    if (wanted) {
      consumer.resume(place);
    } else {
      consumer.pause(place);
    }
  }

  private void post(int partition, Gate gate, RouterView view) {
    CompletableFuture<Long> last = posts.get(partition);
    if (last != null && !last.isDone()) {
      return;
    }
    if (last != null && last.isCompletedExceptionally()) {
      gate.lost();
    }
    posts.remove(partition);
    ControlRecord next = gate.next(view);
    if (next != null) {
      posts.put(partition, topics.log().append(plan.identityName(), next));
    }
  }

  private void say(int partition, RouterVerdict verdict) {
    if (verdict != null && !verdict.equals(said.put(partition, verdict))) {
      // If it is lost this attempt fails with the session's next send, and the next one says it.
      producer.send(ShadowTopic.verdict(shadow, partition, verdict));
    }
  }

  private void report(int partition, Gate gate, RoutedPartition at) {
    topics.report(
        new ProgressReport(
            plan.identityName(),
            partition,
            gate.ownership().generation(),
            settings.stage().replica().name(),
            membership.incarnation(partition),
            at.frontier(),
            0,
            at.released(),
            null,
            List.of()));
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    session.close();
    membership.close();
    topics.close();
  }
}
