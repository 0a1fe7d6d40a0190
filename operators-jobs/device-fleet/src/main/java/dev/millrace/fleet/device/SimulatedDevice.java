package dev.millrace.fleet.device;

import dev.millrace.fleet.exchange.ExchangeDecision;
import dev.millrace.fleet.exchange.ExchangeEvent;
import dev.millrace.fleet.exchange.ExchangeRules;
import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.PayloadHash;
import dev.millrace.fleet.log.SentExchange;
import dev.millrace.fleet.message.EmptyMessages;
import dev.millrace.fleet.message.Reply;
import dev.millrace.fleet.payload.Readings;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * One device. It sends its readings in the order in which they were due. With confirmable messages
 * one exchange follows the other, from request to response, which is stricter than NSTART 1 (RFC
 * 7252 section 4.7) and keeps a device's readings in order. All times are nanoseconds since the
 * fleet's start. For one thread; it never blocks and knows no clock.
 */
public final class SimulatedDevice {
  private static final int SERVICE_UNAVAILABLE = 5 << 5 | 3;

  private final DeviceIdentity identity;
  private final Readings readings;
  private final ArrivalSchedule schedule;
  private final ExchangeRules rules;
  private final boolean confirmable;
  private final RandomGenerator random;
  private final DeviceLimits limits;
  private final FleetTime time;
  private final DeviceOutlet outlet;

  private final ArrayDeque<Reading> queue = new ArrayDeque<>(2);

  /** In the order of sending; at most one with confirmable messages. */
  private final ArrayDeque<Outstanding> outstanding = new ArrayDeque<>(1);

  private final RecentExchanges recent = new RecentExchanges();
  private long nextDue;
  private int exchanges;
  private boolean stopped;

  /**
   * A device that has sent nothing yet.
   *
   * @param random places the first retransmission time-outs
   */
  public SimulatedDevice(
      DeviceIdentity identity,
      Readings readings,
      ArrivalSchedule schedule,
      ExchangeRules rules,
      boolean confirmable,
      RandomGenerator random,
      DeviceLimits limits,
      FleetTime time,
      DeviceOutlet outlet) {
    this.identity = identity;
    this.readings = readings;
    this.schedule = schedule;
    this.rules = rules;
    this.confirmable = confirmable;
    this.random = random;
    this.limits = limits;
    this.time = time;
    this.outlet = outlet;
    this.nextDue = schedule.next();
  }

  /** When {@link #run} has something to do; {@link ArrivalSchedule#NEVER} if only a reply helps. */
  public long wake() {
    long wake = nextDue;
    if (!outstanding.isEmpty()) {
      wake = Math.min(wake, outstanding.getFirst().state.deadline());
    }
    if (!queue.isEmpty() && (!confirmable || outstanding.isEmpty())) {
      wake = Math.min(wake, sendable());
    }
    return wake;
  }

  /** Does what is due at {@code now}; afterwards {@link #wake()} is later than {@code now}. */
  public void run(long now) {
    for (; nextDue <= now; nextDue = schedule.next()) {
      if (queue.size() < limits.queued()) {
        queue.add(new Reading(readings.next(), nextDue, 0, nextDue));
      } else {
        outlet.skipped(1);
      }
    }
    while (!outstanding.isEmpty() && outstanding.getFirst().state.deadline() <= now) {
      handle(outstanding.getFirst(), new ExchangeEvent.Timeout(), 0, now);
    }
    while (!queue.isEmpty() && sendable() <= now && (!confirmable || outstanding.isEmpty())) {
      send(queue.remove(), now);
    }
  }

  /** Takes in a datagram of the gateway. */
  public void receive(Reply reply, long now) {
    switch (reply.kind()) {
      case EMPTY_ACKNOWLEDGEMENT ->
          message(reply, new ExchangeEvent.EmptyAcknowledgement(), confirmable, now);
      case RESET -> message(reply, new ExchangeEvent.Reset(), true, now);
      case PIGGYBACKED -> {
        Outstanding exchange =
            find(candidate -> isRequest(candidate, reply) && isToken(candidate, reply));
        response(exchange, reply, now);
      }
      case NON_CONFIRMABLE -> response(find(candidate -> isToken(candidate, reply)), reply, now);
      case CONFIRMABLE -> {
        Outstanding exchange = find(candidate -> isToken(candidate, reply));
        boolean expected = exchange != null || recent.hasToken(reply.token());
        answer(reply, expected);
        response(exchange, reply, now);
      }
      case REJECTED -> {
        answer(reply, false);
        outlet.unexpected();
      }
      case IGNORED -> outlet.unexpected();
    }
    run(now);
  }

  /** Ends the sending of readings: what waits is skipped, what is under way goes on. */
  public void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    nextDue = ArrivalSchedule.NEVER;
    int unsent = (int) queue.stream().filter(reading -> reading.repeat == 0).count();
    if (unsent > 0) {
      outlet.skipped(unsent);
    }
    queue.clear();
  }

  /** Gives up waiting for what is under way. */
  public void abandon() {
    while (!outstanding.isEmpty()) {
      end(outstanding.getFirst(), Outcome.UNKNOWN, 0, 0);
    }
  }

  /** Whether nothing is due, waiting or under way any more. */
  public boolean isDone() {
    return nextDue == ArrivalSchedule.NEVER && queue.isEmpty() && outstanding.isEmpty();
  }

  private long sendable() {
    return Math.max(queue.getFirst().notBefore, identity.messageIds().availableAt());
  }

  private void send(Reading reading, long now) {
    if (outstanding.size() == limits.outstandingNon()) {
      end(outstanding.getFirst(), Outcome.UNKNOWN, 0, 0);
    }
    int messageId = identity.messageIds().take(now);
    long token = identity.tokens().of(identity.number(), exchanges++);
    SentExchange sent =
        new SentExchange(
            identity.number(),
            identity.local(),
            messageId,
            token,
            reading.payload.length,
            PayloadHash.of(reading.payload),
            reading.repeat,
            time.micros(reading.due),
            time.micros(now));
    byte[] datagram = identity.encoder().encode(messageId, token, reading.payload);
    // Logged before it is sent: what the gateway can hold, the log always knows.
    long reference = outlet.sent(sent);
    outstanding.add(
        new Outstanding(
            reading,
            sent,
            reference,
            datagram,
            rules.start(confirmable, random.nextDouble(), now)));
    outlet.transmit(identity.number(), datagram);
  }

  private void message(Reply reply, ExchangeEvent event, boolean possible, long now) {
    Outstanding exchange = possible ? find(candidate -> isRequest(candidate, reply)) : null;
    if (exchange != null) {
      handle(exchange, event, 0, now);
    } else if (!recent.hasMessageId(reply.messageId())) {
      outlet.unexpected();
    }
  }

  private void response(Outstanding exchange, Reply reply, long now) {
    if (exchange != null) {
      handle(exchange, new ExchangeEvent.Response(reply.code()), reply.maxAgeSeconds(), now);
    } else if (!recent.hasToken(reply.token())) {
      outlet.unexpected();
    }
  }

  private void answer(Reply reply, boolean acknowledge) {
    int id = reply.messageId();
    outlet.transmit(
        identity.number(), acknowledge ? EmptyMessages.acknowledge(id) : EmptyMessages.reset(id));
  }

  private void handle(Outstanding exchange, ExchangeEvent event, long maxAgeSeconds, long now) {
    switch (rules.on(exchange.state, event, now)) {
      case ExchangeDecision.Wait wait -> exchange.state = wait.next();
      case ExchangeDecision.Retransmit retransmit -> {
        exchange.state = retransmit.next();
        outlet.retransmitted();
        outlet.transmit(identity.number(), exchange.datagram);
      }
      case ExchangeDecision.End end -> {
        long roundTrip = end.code() == 0 ? 0 : now - exchange.state.started();
        end(exchange, end.outcome(), end.code(), roundTrip);
        if (end.code() == SERVICE_UNAVAILABLE) {
          repeatLater(exchange.reading, maxAgeSeconds, now);
        }
      }
    }
  }

  private void end(Outstanding exchange, Outcome outcome, int code, long roundTrip) {
    outstanding.remove(exchange);
    if (outcome != Outcome.UNKNOWN) {
      recent.add(exchange.sent.token(), exchange.sent.messageId());
    }
    outlet.ended(exchange.reference, exchange.sent, outcome, code, roundTrip);
  }

  /** RFC 7252 section 5.9.3.4; a Max-Age of 0 waits a second, so that a device never hammers. */
  private void repeatLater(Reading reading, long maxAgeSeconds, long now) {
    if (!stopped && reading.repeat < limits.repeats()) {
      queue.addFirst(reading.again(now + TimeUnit.SECONDS.toNanos(Math.max(1, maxAgeSeconds))));
      outlet.repeated();
    }
  }

  private Outstanding find(Predicate<Outstanding> condition) {
    for (Outstanding candidate : outstanding) {
      if (condition.test(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private static boolean isRequest(Outstanding candidate, Reply reply) {
    return candidate.sent.messageId() == reply.messageId();
  }

  private static boolean isToken(Outstanding candidate, Reply reply) {
    return candidate.sent.token() == reply.token();
  }
}
