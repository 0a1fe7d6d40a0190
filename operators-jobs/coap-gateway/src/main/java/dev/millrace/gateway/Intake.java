package dev.millrace.gateway;

import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.admission.AddressProof;
import dev.millrace.gateway.admission.AnswerBound;
import dev.millrace.gateway.block.Uploads;
import dev.millrace.gateway.observe.Observables;
import dev.millrace.gateway.observe.ReaderSettings;
import dev.millrace.gateway.publish.RecordPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.eclipse.californium.core.network.Exchange;

/**
 * The way that a request takes through a gateway: a listener, the deliverer that routes and bounds
 * it, and who handles it, by the publisher or by what was read of a topic.
 */
final class Intake {
  private final UploadMeters uploadMeters;
  private final Observables observables;
  private final ReadHandler reads;
  private final RequestDeliverer deliverer;
  private final Listeners listeners;

  /**
   * Listens nowhere yet.
   *
   * @param heard is told the names of who sends what is accepted
   * @param clock gives the records their timestamps
   */
  Intake(
      CheckedConfig checked,
      GatewayRuntime runtime,
      RecordPublisher publisher,
      PayloadSyntax syntax,
      BiConsumer<String, Exchange> heard,
      MeterRegistry registry,
      Clock clock) {
    uploadMeters = new UploadMeters(checked.name(), registry);
    observables =
        Observables.open(
            new ReaderSettings(checked.name(), KafkaLink.clientProperties(checked.config())),
            checked.readBounds(),
            registry,
            runtime.timer());
    reads = new ReadHandler(observables);
    FaultLog faults = runtime.faults();
    deliverer =
        new RequestDeliverer(
            checked.rules(),
            new RequestHandler(
                new MessageExaminer(syntax),
                reads,
                heard,
                publisher,
                runtime.meters(),
                faults,
                clock),
            runtime.inFlight(),
            runtime.workers(),
            new DelayLine(runtime.timer(), fault -> faults.report("an acknowledgement", fault)),
            runtime.meters());
    Limits limits = checked.limits();
    Uploads uploads =
        new Uploads(
            limits.uploads(), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), uploadMeters);
    uploadMeters.show(uploads);
    listeners =
        runtime.listeners(deliverer, answerBound(limits), new StackFactory(uploads, deliverer));
    runtime.everySecond("uploads", uploads::expire);
    runtime.everySecond("observers", observables::refresh);
  }

  private static Optional<AnswerBound> answerBound(Limits limits) {
    return Optional.of(limits.maxAmplification())
        .filter(factor -> factor > 0)
        .map(factor -> new AnswerBound(factor, new AddressProof(System::nanoTime)));
  }

  /**
   * Begins to read topics, and opens the listeners.
   *
   * @param kept sessions that go on where they can
   * @throws GatewayStartException if a port cannot be had
   */
  void open(CheckedConfig checked, KeptSessions kept) {
    GatewayConfig config = checked.config();
    observables.follow(checked.readTopics(), checked.readBounds());
    for (ListenerSpec listener : config.spec().listeners()) {
      listeners.open(listener, config.bindAddress(), config.credentials(listener), kept);
    }
  }

  /** Takes requests in by another configuration from now on. */
  void follow(CheckedConfig next) {
    // First the topics, so that no request meets a route whose topic is not known yet.
    observables.follow(next.readTopics(), next.readBounds());
    RequestRules rules = next.rules();
    deliverer.follow(rules);
    reads.follow(rules.router());
    listeners.replaceCredentials(next.config()::credentials);
  }

  Listeners listeners() {
    return listeners;
  }

  /** From now on requests are told to come again later, and nobody observes any more. */
  void stop() {
    deliverer.stop();
    observables.finish();
  }

  /** Reads nothing more, and waits until the answers made so far have left. */
  void awaitAnswered(Duration bound) throws InterruptedException {
    observables.close();
    listeners.awaitSent(bound);
  }

  /** Closes the listeners, and takes their sessions out. */
  KeptSessions close() {
    KeptSessions kept = listeners.stop();
    listeners.close();
    uploadMeters.close();
    return kept;
  }
}
