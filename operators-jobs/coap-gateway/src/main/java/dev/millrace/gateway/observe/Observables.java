package dev.millrace.gateway.observe;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.network.Endpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.observe.ObserveManager;

/**
 * The topics that a gateway shows to devices, and who observes them. An observer is told of the
 * newest record of its key, never of an older one after a newer one; of records that follow each
 * other fast it may be told of the last only (RFC 7641 section 1.3).
 */
public final class Observables {
  private final TableRoom room = new TableRoom();
  private final Map<Endpoint, ObserveManager> managers = new ConcurrentHashMap<>();
  private final ObserveMeters meters;
  private final Observers observers;
  private final TopicTables tables;
  private final TableReader reader;
  private final Observer.Surroundings around;

  /**
   * @param nanos the time that passes
   */
  Observables(
      ReaderSettings settings,
      ObserveBounds bounds,
      MeterRegistry registry,
      ScheduledExecutorService timer,
      LongSupplier nanos) {
    room.resize(bounds.bytes());
    meters = new ObserveMeters(settings.name(), registry);
    observers = new Observers(bounds, meters);
    tables = new TopicTables(room, meters);
    around = new Observer.Surroundings(tables, observers, timer, nanos);
    reader = new TableReader(settings.name(), settings::consumer, tables, this::changed);
  }

  /**
   * Shows nothing yet, and connects to nothing. {@link #refresh} is to be called about once a
   * second.
   *
   * @param timer for what is to be done later; what it does here takes no time
   */
  public static Observables open(
      ReaderSettings settings,
      ObserveBounds bounds,
      MeterRegistry registry,
      ScheduledExecutorService timer) {
    Observables all = new Observables(settings, bounds, registry, timer, System::nanoTime);
    all.meters.show(all.observers::places, all.room::used);
    return all;
  }

  /**
   * Reads these topics from now on, within these bounds. Returns at once; until a topic has been
   * read its subjects are unavailable.
   */
  public void follow(Set<String> topics, ObserveBounds bounds) {
    room.resize(bounds.bytes());
    observers.bound(bounds);
    reader.follow(topics);
  }

  /** What a subject is at this moment, as far as this gateway knows. */
  public SubjectState state(Subject subject) {
    return tables.state(subject);
  }

  /** Ends the observation that the peer began with the token of this request, if there is one. */
  public void leave(Exchange exchange) {
    manager(exchange).cancelObserveRelation(exchange);
  }

  /**
   * Begins an observation with the response to this request, which has to show {@code shown}.
   *
   * @return empty, and counted, if a bound is reached
   */
  public Optional<Observer> join(
      Exchange exchange, Subject subject, ObserveTerms terms, Representation shown) {
    if (!observers.take(exchange.getRequest().getSourceContext().getPeerAddress())) {
      return Optional.empty();
    }
    Observer observer = new Observer(exchange, subject, terms, shown, around);
    exchange.getRequest().setProtectFromOffload();
    manager(exchange).addObserveRelation(exchange, observer);
    return Optional.of(observer);
  }

  /** Tokens are counted per pair of addresses (RFC 7252 section 5.3.1), so per listener. */
  private ObserveManager manager(Exchange exchange) {
    return managers.computeIfAbsent(
        exchange.getEndpoint(), endpoint -> new ObserveManager(endpoint.getConfig()));
  }

  TopicTables tables() {
    return tables;
  }

  int observers() {
    return observers.places();
  }

  void changed(Set<Subject> subjects) {
    subjects.forEach(subject -> observers.of(subject).forEach(Observer::changed));
  }

  /** Sends the state again to those who heard nothing for long. */
  public void refresh() {
    long now = around.nanos().getAsLong();
    observers.all().forEach(observer -> observer.refresh(now));
  }

  /** Has each observation looked at again. */
  public void review(Consumer<Observer> reviewer) {
    observers.all().forEach(reviewer);
  }

  /** Tells every observer that it observes no longer, and that it may begin again elsewhere. */
  public void finish() {
    observers
        .all()
        .forEach(one -> one.finish(ResponseCode.SERVICE_UNAVAILABLE, "the gateway stops"));
  }

  /** Reads and tells nothing more. */
  public void close() throws InterruptedException {
    reader.close();
    meters.close();
  }
}
