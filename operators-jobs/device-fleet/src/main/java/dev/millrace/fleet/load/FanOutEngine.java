package dev.millrace.fleet.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;

/** Registers observers, changes what they observe, and counts who learns of it and when. */
final class FanOutEngine {
  /** So many observers register every ten milliseconds. */
  private static final int JOINING = 50;

  private static final long JOIN_NANOS = Duration.ofMillis(10).toNanos();
  private static final int FIRST_ID = 1;

  private final FanOutPlan plan;
  private final LoadWire wire;
  private final FanOutTally tally;
  private final RequestTemplate change;
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(1 << 11);
  private final Acknowledgement acknowledgement = new Acknowledgement();
  private final int[] tokens;
  private final boolean[] registered;
  private final int[] lastSeen;
  private int joined;
  private long nextJoin;
  private int changes;
  private long nextChange;
  private long changedAt;

  FanOutEngine(FanOutPlan plan, LoadWire wire, FanOutTally tally) {
    this.plan = plan;
    this.wire = wire;
    this.tally = tally;
    change = new RequestTemplate(plan.change(), plan.changer());
    tokens = new SplittableRandom(1).ints(plan.observers()).toArray();
    registered = new boolean[plan.observers()];
    lastSeen = new int[plan.observers()];
  }

  void begin(long now) {
    nextJoin = now;
    nextChange = now + plan.registering().toNanos();
  }

  /** When the last change has had its time. */
  boolean isOver(long now) {
    return changes == plan.allChanges() && now >= nextChange;
  }

  /** Does what the time brings: registrations, and then changes. */
  void step(long now) throws IOException {
    if (joined < plan.observers() && now >= nextJoin) {
      nextJoin = now + JOIN_NANOS;
      for (int end = Math.min(plan.observers(), joined + JOINING); joined < end; joined++) {
        RequestTemplate.observing(plan.path(), joined).write(outgoing, FIRST_ID, tokens[joined]);
        tally.notSent += wire.send(joined, outgoing) ? 0 : 1;
      }
    }
    if (changes < plan.allChanges() && now >= nextChange) {
      changes++;
      nextChange += plan.interval().toNanos();
      changedAt = now;
      change.write(outgoing, FIRST_ID + changes, changes);
      tally.notSent += wire.send(plan.changer(), outgoing) ? 0 : 1;
      tally.changes += counts() ? 1 : 0;
    }
  }

  /** Takes a datagram that has come to a client. */
  void received(int client, ByteBuffer datagram, long now) throws IOException {
    Answer answer = Answer.parse(datagram);
    if (answer == null || !answer.isResponse()) {
      tally.unexpected++;
      return;
    }
    if (answer.wantsAcknowledgement()) {
      tally.notSent += acknowledgement.send(wire, client, answer) ? 0 : 1;
    }
    if (client == plan.changer()) {
      tally.answered(answer.isSuccess());
    } else if (answer.token() != tokens[client]) {
      tally.unexpected++;
    } else if (!registered[client]) {
      registered[client] = answer.isSuccess() && MessageOptions.of(datagram).observe() >= 0;
      tally.registered += registered[client] ? 1 : 0;
    } else if (changes > lastSeen[client]) {
      lastSeen[client] = changes;
      if (counts()) {
        tally.notified(now - changedAt);
      }
    } else {
      tally.repeated++;
    }
  }

  private boolean counts() {
    return changes > plan.warmUpChanges();
  }
}
