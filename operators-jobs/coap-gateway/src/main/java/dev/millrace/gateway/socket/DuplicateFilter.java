package dev.millrace.gateway.socket;

import dev.millrace.gateway.exchange.Arrival;
import dev.millrace.gateway.exchange.ExchangeStore;
import dev.millrace.gateway.exchange.OpenExchange;
import java.util.function.Consumer;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.RawData;

/**
 * Stands between the network and the CoAP stack: what is malformed is rejected, each request passes
 * once, and copies of it are dealt with here, before they are parsed. Everything else passes.
 */
public final class DuplicateFilter {
  private final ExchangeStore store;
  private final Deduplication deduplication;
  private final IntakeObserver observer;

  /**
   * @param store of the listener: message ids are taken per pair of addresses
   * @param deduplication which requests it remembers; the others all pass
   */
  public DuplicateFilter(
      ExchangeStore store, Deduplication deduplication, IntakeObserver observer) {
    this.store = store;
    this.deduplication = deduplication;
    this.observer = observer;
  }

  /**
   * Judges a datagram.
   *
   * @param peer who sends it, as its message ids are counted
   * @param reply sends a datagram back
   * @return the context with which it is to be handed on; null if it is dealt with
   */
  public EndpointContext receive(
      byte[] datagram, int length, Object peer, EndpointContext context, Consumer<byte[]> reply) {
    if (!MessageHead.isMessage(datagram, length)) {
      observer.malformed();
      return null;
    }
    if (!MessageHead.isInPlace(datagram) || !MessageFormat.isSound(datagram, length)) {
      observer.malformed();
      if (MessageHead.isConfirmable(datagram)) {
        // RFC 7252 section 4.2. The stack would answer some with 4.02, and others not at all.
        reply.accept(MessageHead.resetOf(datagram));
      }
      return null;
    }
    if (!MessageHead.isRequest(datagram, length)) {
      return context;
    }
    if (!deduplication.remembers(MessageHead.code(datagram))) {
      return new RequestOrigin(context, null, length);
    }
    Arrival arrival =
        store.arrive(peer, MessageHead.messageId(datagram), MessageHead.isConfirmable(datagram));
    switch (arrival) {
      case OpenExchange exchange -> {
        return new RequestOrigin(context, exchange, length);
      }
      case Arrival.Answered known -> {
        observer.answeredAgain();
        reply.accept(known.answer());
      }
      case Arrival.Known unused -> observer.ignored();
      case Arrival.NoRoom unused -> observer.noRoom();
    }
    return null;
  }

  /** Has to see each message of the stack before it leaves, so that no copy comes in between. */
  public void send(RawData message) {
    if (message.getEndpointContext() instanceof RequestOrigin origin
        && MessageHead.isAcknowledgementOrReset(message.getBytes())
        && !origin.answered(message.getBytes())) {
      observer.tooLongToRemember();
    }
  }
}
