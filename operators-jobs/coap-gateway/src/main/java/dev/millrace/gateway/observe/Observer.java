package dev.millrace.gateway.observe;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.observe.ObserveRelation;
import org.eclipse.californium.core.server.resources.ObservableResource;

/**
 * One device that observes one subject. The CoAP stack retransmits, replaces what is on its way by
 * what is newer, and ends the relation when the device rejects or does not acknowledge; this says
 * when to send what. Everything it remembers is touched within the exchange's executor only.
 */
public final class Observer implements ObservableResource {
  private final Exchange exchange;
  private final Subject subject;
  private final ObserveTerms terms;
  private final Surroundings around;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long sentNanos;
  private Representation shown;
  private long number;
  private ObserveRelation relation;
  private boolean waiting;

  /**
   * What observers share.
   *
   * @param nanos the time that passes
   */
  record Surroundings(
      TopicTables tables,
      Observers observers,
      ScheduledExecutorService timer,
      LongSupplier nanos) {}

  Observer(
      Exchange exchange,
      Subject subject,
      ObserveTerms terms,
      Representation shown,
      Surroundings around) {
    this.exchange = exchange;
    this.subject = subject;
    this.terms = terms;
    this.around = around;
    this.sentNanos = around.nanos().getAsLong();
    this.shown = shown;
    this.number = shown.offset();
  }

  /** What is observed. */
  public Subject subject() {
    return subject;
  }

  /** How it is shown. */
  public ObserveTerms terms() {
    return terms;
  }

  InetSocketAddress peer() {
    return request().getSourceContext().getPeerAddress();
  }

  /** The request that began it. */
  public Request request() {
    return exchange.getRequest();
  }

  /** Has a response to that request say that the device observes from now on. */
  public void number(Response first) {
    first.getOptions().setObserve(ObserveNumber.option(number));
  }

  /** To be called after that response, and whenever the subject may have changed. */
  public void changed() {
    exchange.execute(this::notifyOfChange);
  }

  private void notifyOfChange() {
    if (relation == null) {
      // The first response is made before; without a relation after it there will be none.
      end();
      return;
    }
    if (ended.get()) {
      return;
    }
    switch (around.tables().state(subject)) {
      case SubjectState.Absent unused -> finish(ResponseCode.NOT_FOUND, "there is no record");
      case Unavailable reason -> finish(ResponseCode.SERVICE_UNAVAILABLE, reason.why());
      case Representation newest -> {
        long wait = terms.minInterval().toNanos() - (around.nanos().getAsLong() - sentNanos);
        if (newest != shown && wait <= 0) {
          show(newest, null, "change");
        } else if (newest != shown && !waiting) {
          waiting = true;
          var unused = around.timer().schedule(this::waited, wait, TimeUnit.NANOSECONDS);
        }
      }
    }
  }

  private void waited() {
    exchange.execute(
        () -> {
          waiting = false;
          notifyOfChange();
        });
  }

  /** Sends the state again if nothing has been sent for long; the device has to acknowledge it. */
  void refresh(long nowNanos) {
    if (nowNanos - sentNanos >= terms.silenceNanos()) {
      exchange.execute(
          () -> {
            if (relation != null
                && !ended.get()
                && around.tables().state(subject) instanceof Representation r) {
              show(r, CoAP.Type.CON, "refresh");
            }
          });
    }
  }

  private void show(Representation newest, CoAP.Type type, String kind) {
    shown = newest;
    number = ObserveNumber.next(number, newest.offset());
    Response response = Answers.of(newest, terms, List.of());
    response.setType(type);
    number(response);
    send(response, kind);
  }

  /** Tells the device that it observes no longer (RFC 7641 section 4.2). */
  public void finish(ResponseCode code, String why) {
    exchange.execute(
        () -> {
          if (relation != null && !ended.get()) {
            send(Answers.end(code, why), "end");
          }
        });
  }

  private void send(Response response, String kind) {
    sentNanos = around.nanos().getAsLong();
    around.observers().meters().notified(kind);
    response.addMessageObserver(
        new MessageObserverAdapter() {
          @Override
          public void onAcknowledgement() {
            around.observers().meters().confirmed("acknowledged");
          }

          @Override
          public void onReject() {
            around.observers().meters().confirmed("rejected");
          }

          @Override
          public void onTimeout() {
            around.observers().meters().confirmed("unanswered");
          }

          @Override
          public void onSendError(Throwable error) {
            cancel();
          }
        });
    exchange.sendResponse(response);
  }

  private void cancel() {
    ObserveRelation held = exchange.getRelation();
    if (held != null) {
      held.cancel();
    }
    end();
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      around.observers().ended(this);
    }
  }

  @Override
  public void addObserveRelation(ObserveRelation established) {
    relation = established;
    around.observers().established(this);
  }

  @Override
  public void removeObserveRelation(ObserveRelation removed) {
    end();
  }

  @Override
  public String getURI() {
    return exchange.getRequest().getURI();
  }

  /** NON, and CON every so often, as the settings of the CoAP stack say. */
  @Override
  public CoAP.Type getObserveType() {
    return CoAP.Type.NON;
  }

  @Override
  public int getNotificationSequenceNumber() {
    return ObserveNumber.option(number);
  }

  @Override
  public boolean isObservable() {
    return true;
  }

  @Override
  public int getObserverCount() {
    return ended.get() ? 0 : 1;
  }
}
