package dev.millrace.fleet.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Decides who sends what and when, and what came of it. It knows the time only from its caller, so
 * that it can be tried in virtual time.
 */
final class LoadEngine implements AutoCloseable {
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
  private static final long STALL_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int MESSAGE_IDS = 1 << 16;

  /** A closed loop begins with so many clients every ten milliseconds, not with all at once. */
  private static final int JOINING = 50;

  private static final long JOIN_NANOS = Duration.ofMillis(10).toNanos();

  private final LoadPlan plan;
  private final LoadWire wire;
  private final LoadTallies tallies;
  private final SplittableRandom random;
  private final List<LoadClient> clients = new ArrayList<>();
  private final long[] due;
  private final long[] begun;
  private final ByteBuffer outgoing;
  private final Acknowledgement acknowledgement = new Acknowledgement();
  private Pace pace;
  private long dueInAll;
  private int joined;
  private long nextJoin;
  private long nextLook;
  private int underWay;
  private boolean sending;

  LoadEngine(LoadPlan plan, LoadWire wire, LoadTallies tallies) {
    this.plan = plan;
    this.wire = wire;
    this.tallies = tallies;
    random = new SplittableRandom(plan.seed());
    due = new long[plan.clients()];
    begun = new long[plan.clients()];
    int longest = 0;
    for (int number = 0; number < plan.clients(); number++) {
      RequestTemplate template = new RequestTemplate(plan.requestOf(number), number);
      longest = Math.max(longest, template.length());
      AnswerMemory memory = plan.duplicates() > 0 ? new AnswerMemory() : null;
      clients.add(new LoadClient(number, template, memory, random.nextInt(MESSAGE_IDS)));
    }
    outgoing = ByteBuffer.allocateDirect(longest);
  }

  void begin(long now) {
    sending = true;
    nextJoin = now;
    nextLook = now + LOOK_NANOS;
    if (plan.isPaced()) {
      pace = new Pace(now, plan.perSecond(), plan.clients());
    }
  }

  /** Does what the time brings: requests that are due, and those that have waited too long. */
  void step(long now) throws IOException {
    if (sending && pace != null) {
      while (pace.due(dueInAll) <= now) {
        int client = pace.client(dueInAll++);
        due[client]++;
        proceed(clients.get(client), now);
      }
    } else if (sending && joined < clients.size() && now >= nextJoin) {
      nextJoin = now + JOIN_NANOS;
      for (int end = Math.min(clients.size(), joined + JOINING); joined < end; joined++) {
        proceed(clients.get(joined), now);
      }
    }
    if (now >= nextLook) {
      nextLook = now + LOOK_NANOS;
      expire(now);
    }
  }

  /** Takes a datagram that has come to a client. */
  void received(int number, ByteBuffer datagram, long now) throws IOException {
    LoadClient client = clients.get(number);
    LoadTally tally = tallies.of(number);
    Answer answer = Answer.parse(datagram);
    if (answer == null || client.isPromisedBy(answer)) {
      tally.unexpected += answer == null ? 1 : 0;
      return;
    }
    if (client.isRejectedBy(answer)) {
      tally.rejected++;
      end(client, now);
      return;
    }
    if (!answer.isResponse()) {
      tally.unexpected++;
      return;
    }
    if (answer.wantsAcknowledgement()) {
      tally.notSent += acknowledgement.send(wire, number, answer) ? 0 : 1;
    }
    if (!client.isAlike(answer, datagram)) {
      tally.copiesDifferent++;
    }
    if (client.isAnsweredBy(answer)) {
      tally.answered(client, answer.isSuccess(), datagram.remaining(), now);
      end(client, now);
    } else {
      tally.late++;
    }
  }

  /** The measured time is over: nothing is sent any more, but answers are still taken. */
  void stop(long now) {
    sending = false;
    for (LoadClient client : clients) {
      LoadTally tally = tallies.of(client.number());
      tally.unsent += due[client.number()] - begun[client.number()];
      if (client.isWaiting() && now - client.sentAt() > STALL_NANOS) {
        tally.stalled++;
      }
    }
  }

  /** How many requests are under way. */
  int underWay() {
    return underWay;
  }

  /** What was still under way is not answered any more. */
  @Override
  public void close() {
    for (LoadClient client : clients) {
      if (client.isWaiting()) {
        tallies.of(client.number()).lost(client.isCopy());
        client.ended();
      }
    }
  }

  private void expire(long now) throws IOException {
    for (LoadClient client : clients) {
      if (client.isWaiting() && now - client.sentAt() > plan.timeout().toNanos()) {
        tallies.of(client.number()).lost(client.isCopy());
        end(client, now);
      }
    }
  }

  private void end(LoadClient client, long now) throws IOException {
    client.ended();
    underWay--;
    proceed(client, now);
  }

  /** Sends the client's next request if it may. */
  private void proceed(LoadClient client, long now) throws IOException {
    int number = client.number();
    boolean early = pace != null && begun[number] >= due[number];
    if (!sending || client.isWaiting() || early) {
      return;
    }
    LoadTally tally = tallies.of(number);
    long dueAt = pace == null ? now : pace.due(number, begun[number]++);
    int repeated = toRepeat(client);
    if (repeated >= 0) {
      client.repeat(outgoing, repeated, dueAt, now);
    } else {
      if (client.used() >= plan.messagesPerPort()) {
        wire.changePort(number);
        tally.portsChanged++;
        client.changedPort(random.nextInt(MESSAGE_IDS));
      }
      client.next(outgoing, dueAt, now);
    }
    underWay++;
    tally.sent(client.isCopy());
    if (!wire.send(number, outgoing)) {
      // It counts as lost when its time has come, as on a network.
      tally.notSent++;
    }
  }

  /** The number of a random earlier request that was answered; -1 for none this time. */
  private int toRepeat(LoadClient client) {
    if (plan.duplicates() == 0 || client.used() == 0 || random.nextDouble() >= plan.duplicates()) {
      return -1;
    }
    int request = random.nextInt(client.used());
    return client.canRepeat(request) ? request : -1;
  }
}
