package dev.millrace.kafka;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.RouterVerdict;
import dev.millrace.controllog.ShadowTopic;
import dev.millrace.stream.handover.Gate;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Channel;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.strategy.Abort;
import dev.millrace.stream.strategy.Origin;
import dev.millrace.stream.strategy.Routing;
import dev.millrace.stream.strategy.RoutingEvent;
import dev.millrace.stream.strategy.RoutingEvent.Echo;
import dev.millrace.stream.strategy.RoutingEvent.GiveUp;
import dev.millrace.stream.strategy.RoutingState;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One partition of a router: what of the shadow topic goes to the stage's own topics, in order, and
 * who may have the partition after it. One thread.
 */
final class RoutedPartition {
  private final int partition;
  private final RouterSettings settings;
  private final Gate gate;
  private final OutputTopics topics;
  private final OutputSession session;
  private final KnownOutputs known;
  private final CountField counts;
  private final Routing routing;
  private final String prefix;
  private final Deque<Output> unsent = new ArrayDeque<>();
  private final Deque<Output> unacknowledged = new ArrayDeque<>();
  private RoutingState<ShadowOutput> state = RoutingState.initial();

  RoutedPartition(
      int partition,
      RouterSettings settings,
      Gate gate,
      OutputTopics topics,
      OutputSession session,
      KnownOutputs known,
      CountField counts,
      Routing routing,
      String prefix) {
    this.partition = partition;
    this.settings = settings;
    this.gate = gate;
    this.topics = topics;
    this.session = session;
    this.known = known;
    this.counts = counts;
    this.routing = routing;
    this.prefix = prefix;
  }

  /** Whether it may take a further record: it has no cut beyond which it must not pass on. */
  boolean wantsRecords() {
    return gate.isOwner() && gate.sendLimit() == Gate.NO_LIMIT;
  }

  /** Takes the next record of its partition of the shadow topic. */
  void take(ConsumerRecord<byte[], byte[]> record) throws ControlLogException {
    RoutingEvent<ShadowOutput> event = eventOf(record);
    if (event == null) {
      return;
    }
    Routing.Step<ShadowOutput> step = routing.step(state, event);
    state = step.state();
    for (Routing.Passed<ShadowOutput> passed : step.passed()) {
      ShadowOutput as = passed.output().output();
      byte[] value =
          passed.isCorrected() ? counts.replaced(as.value(), passed.count()) : as.value();
      Output output = as.toOutput(passed.sn(), value);
      if (!known.contains(topics.route(output, partition), output)) {
        unsent.add(output);
      }
    }
  }

  private RoutingEvent<ShadowOutput> eventOf(ConsumerRecord<byte[], byte[]> record)
      throws ControlLogException {
    Abort command = ShadowTopic.commandOf(record);
    if (command != null) {
      return new GiveUp<>(command);
    }
    ShadowOutput output = ShadowOutput.of(record);
    if (output == null) {
      return null;
    }
    Origin origin = originOf(output.replica());
    if (origin == null || output.identity().generation() != gate.ownership().generation()) {
      return null;
    }
    long count = output.channel() == Channel.MAIN ? counts.read(output.value()) : Echo.NO_RESULT;
    return new Echo<>(origin, output.identity().sn(), output.identity().index(), count, output);
  }

  private Origin originOf(String replica) {
    if (replica.equals(settings.source())) {
      return Origin.SOURCE;
    }
    return replica.equals(settings.target()) ? Origin.TARGET : null;
  }

  /** Sends what may be sent; true if there is more. */
  boolean pump() {
    while (!unacknowledged.isEmpty() && unacknowledged.peek().isAcknowledged()) {
      unacknowledged.poll();
    }
    while (gate.isOwner() && !unsent.isEmpty()) {
      Output next = unsent.peek();
      OutputPartition to = topics.route(next, partition);
      if (!session.ready(to)) {
        return true;
      }
      session.send(to, next, Identity.header(prefix, next.sn(), next.index()));
      unacknowledged.add(unsent.poll());
    }
    return false;
  }

  /** The view of its gate. */
  RouterView view() {
    Handover pending = gate.ownership().pending();
    if (pending != null && pending.to().equals(settings.stage().replica().name())) {
      long at = pending.drained() == null ? -1 : pending.drained().sn();
      return new RouterView(at, at, 0);
    }
    boolean mayGo = pending != null && originOf(pending.to()) == state.heir();
    return new RouterView(
        mayGo && state.heir() != null ? frontier() : -1, acknowledged(), known.highestSn());
  }

  /** The serial number up to which it has passed on what is to be passed on. */
  long frontier() {
    return routing.frontier(state);
  }

  /** The serial number up to which the replicas need not keep anything. */
  long released() {
    long held = state.held() == null ? Long.MAX_VALUE : state.held().sn() - 1;
    return Math.min(routing.released(state), Math.min(held, acknowledged()));
  }

  private long acknowledged() {
    Output first = unacknowledged.isEmpty() ? unsent.peek() : unacknowledged.peek();
    return first == null ? frontier() : first.sn() - 1;
  }

  /** What it has decided, or null as long as it has not. */
  RouterVerdict verdict() {
    if (state.outcome() != null) {
      return RouterVerdict.target(state.outcome());
    }
    return state.heir() == Origin.SOURCE
        ? RouterVerdict.source(state.breach() == null ? "it was told to" : state.breach())
        : null;
  }
}
