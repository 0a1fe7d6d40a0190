package dev.millrace.gateway;

import dev.millrace.gateway.downlink.Downlink;
import dev.millrace.gateway.publish.RecordPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.californium.core.network.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an open gateway consists of, and the order in which that is opened and closed. */
final class GatewayParts {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayParts.class);

  /** How long closing waits for work that is done but for its last steps. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final String name;
  private final RecordPublisher publisher;
  private final GatewayRuntime runtime;
  private final Intake intake;
  private volatile Downlink downlink;
  private volatile SessionMoves moves;

  private GatewayParts(
      CheckedConfig checked,
      PayloadSyntax syntax,
      RecordPublisher publisher,
      MeterRegistry registry,
      Clock clock) {
    this.name = checked.name();
    this.publisher = publisher;
    runtime = new GatewayRuntime(name, checked.limits(), checked.protocol(), registry);
    intake = new Intake(checked, runtime, publisher, syntax, this::heard, registry, clock);
  }

  /**
   * Opens all.
   *
   * @param kept sessions that go on where they can
   * @throws GatewayStartException if something cannot be opened; nothing is open then
   */
  static GatewayParts open(
      CheckedConfig checked,
      KeptSessions kept,
      PayloadSyntax syntax,
      MeterRegistry registry,
      Clock clock) {
    RecordPublisher publisher = KafkaLink.open(checked.config(), checked.limits(), registry);
    GatewayParts parts = new GatewayParts(checked, syntax, publisher, registry, clock);
    try {
      parts.intake.open(checked, kept);
      parts.openDownlink(checked.config(), registry, clock);
      parts.moves = SessionMoves.open(checked.config(), parts.intake.listeners(), registry, clock);
    } catch (RuntimeException e) {
      parts.release();
      throw e;
    }
    return parts;
  }

  private void openDownlink(GatewayConfig config, MeterRegistry registry, Clock clock) {
    Listeners listeners = intake.listeners();
    CommandSettings.of(config)
        .ifPresent(
            settings ->
                downlink =
                    Downlink.open(
                        settings, publisher, listeners::plain, registry, runtime.timer(), clock));
  }

  private void heard(String device, Exchange exchange) {
    Downlink open = downlink;
    if (open != null) {
      open.heard(device, exchange);
    }
  }

  /** Goes on by another configuration, while all stays open. */
  void follow(CheckedConfig next) throws InterruptedException {
    // First the topics, so that no request meets a route whose topic is not known yet.
    publisher.follow(next.writtenTopics());
    intake.follow(next);
  }

  RecordPublisher publisher() {
    return publisher;
  }

  GatewayRuntime runtime() {
    return runtime;
  }

  Listeners listeners() {
    return intake.listeners();
  }

  SessionMoves moves() {
    return moves;
  }

  /** Closes all, and leaves the sessions to another process if the specification has that. */
  void close(Duration drainTimeout) {
    moves.leave(intake.listeners(), () -> end(drainTimeout));
  }

  /** Closes all for a gateway that takes its place in this process, and takes the sessions out. */
  KeptSessions closeForSuccessor(Duration drainTimeout) {
    moves.close();
    return end(drainTimeout);
  }

  private KeptSessions end(Duration drainTimeout) {
    intake.stop();
    boolean drained = false;
    long end = System.nanoTime() + drainTimeout.toNanos();
    try {
      drained = runtime.inFlight().awaitEmpty(drainTimeout);
      // The disk may go with the pod.
      var unused = publisher.awaitReplayed(Duration.ofNanos(end - System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int left = runtime.inFlight().messages();
    KeptSessions kept = release();
    LOG.info(
        "Gateway {} stopped{}",
        name,
        drained ? "" : "; " + left + " messages in flight were not acknowledged");
    return kept;
  }

  private KeptSessions release() {
    boolean interrupted = Thread.interrupted();
    KeptSessions kept = KeptSessions.NONE;
    try {
      runtime.finishWork(FAREWELL);
      if (downlink != null) {
        downlink.close();
      }
      publisher.close(Duration.ZERO);
      intake.awaitAnswered(FAREWELL);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      kept = intake.close();
      runtime.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return kept;
  }
}
