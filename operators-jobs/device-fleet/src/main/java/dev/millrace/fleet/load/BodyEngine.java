package dev.millrace.fleet.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Transfers bodies in blocks. It knows the time only from its caller. */
final class BodyEngine implements AutoCloseable {
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  /** So many clients begin every ten milliseconds. */
  private static final int JOINING = 50;

  private static final long JOIN_NANOS = Duration.ofMillis(10).toNanos();
  private static final int MESSAGE_IDS = 1 << 16;

  private final BodyPlan plan;
  private final LoadWire wire;
  private final BodyTally tally;
  private final SplittableRandom random = new SplittableRandom(1);
  private final List<BodyClient> clients = new ArrayList<>();
  private final ByteBuffer outgoing;
  private final Acknowledgement acknowledgement = new Acknowledgement();
  private int joined;
  private long nextJoin;
  private long nextLook;
  private int underWay;
  private boolean sending;

  BodyEngine(BodyPlan plan, LoadWire wire, BodyTally tally) {
    this.plan = plan;
    this.wire = wire;
    this.tally = tally;
    int longest = 0;
    for (int number = 0; number < plan.clients(); number++) {
      clients.add(new BodyClient(number, plan.request(), random.nextInt(MESSAGE_IDS)));
      longest = Math.max(longest, clients.get(number).template().length());
    }
    outgoing = ByteBuffer.allocateDirect(longest);
  }

  void begin(long now) {
    sending = true;
    nextJoin = now;
    nextLook = now + LOOK_NANOS;
  }

  /** Does what the time brings. */
  void step(long now) throws IOException {
    if (sending && joined < clients.size() && now >= nextJoin) {
      nextJoin = now + JOIN_NANOS;
      for (int end = Math.min(clients.size(), joined + JOINING); joined < end; joined++) {
        begin(clients.get(joined), now);
      }
    }
    if (now >= nextLook) {
      nextLook = now + LOOK_NANOS;
      for (BodyClient client : clients) {
        if (client.isWaiting() && now - client.sentAt() > plan.timeout().toNanos()) {
          tally.lost();
          end(client, now);
        }
      }
    }
  }

  /** Takes a datagram that has come to a client. */
  void received(int number, ByteBuffer datagram, long now) throws IOException {
    BodyClient client = clients.get(number);
    Answer answer = Answer.parse(datagram);
    if (answer != null && client.isPromisedBy(answer)) {
      return;
    }
    if (answer != null && answer.isResponse() && answer.wantsAcknowledgement()) {
      sent(acknowledgement.send(wire, number, answer));
    }
    if (answer == null || !client.isAnsweredBy(answer)) {
      tally.unexpected++;
      return;
    }
    tally.blocks();
    if (!answer.isSuccess()) {
      tally.refused();
      end(client, now);
      return;
    }
    switch (client.proceed(answer, MessageOptions.of(datagram))) {
      case GOES_ON -> {
        client.next(outgoing, now);
        sent(wire.send(number, outgoing));
      }
      case WHOLE -> {
        tally.transferred(now - client.begunAt());
        end(client, now);
      }
      case WRONG -> {
        tally.wrong();
        end(client, now);
      }
    }
  }

  /** The measured time is over: no body begins any more, but those under way go on. */
  void stop() {
    sending = false;
  }

  /** How many bodies are under way. */
  int underWay() {
    return underWay;
  }

  /** What was still under way does not come to its end any more. */
  @Override
  public void close() {
    clients.stream().filter(BodyClient::isWaiting).forEach(client -> tally.unfinished++);
  }

  private void end(BodyClient client, long now) throws IOException {
    client.ended();
    underWay--;
    begin(client, now);
  }

  private void begin(BodyClient client, long now) throws IOException {
    if (!sending) {
      return;
    }
    if (client.used() > plan.messagesPerPort()) {
      wire.changePort(client.number());
      tally.portsChanged++;
      client.changedPort(random.nextInt(MESSAGE_IDS));
    }
    underWay++;
    client.begin(outgoing, now);
    sent(wire.send(client.number(), outgoing));
  }

  private void sent(boolean leftTheMachine) {
    tally.notSent += leftTheMachine ? 0 : 1;
  }
}
