package dev.millrace.fleet.load;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server in virtual time: one request after the other, each for a millisecond. It can drop every
 * tenth answer, stand still for a while, and be one that forgets.
 */
final class VirtualServer implements LoadWire {
  static final long SERVICE_NANOS = Duration.ofMillis(1).toNanos();
  private static final long STEP_NANOS = Duration.ofNanos(100_000).toNanos();

  // Nobody compares them.
  @SuppressWarnings("ArrayRecordComponent")
  private record Sent(int client, byte[] answer, long at) {}

  private final Deque<Sent> answers = new ArrayDeque<>();
  private final List<Map<Integer, byte[]>> memories = new ArrayList<>();
  private final boolean dropping;
  private final boolean forgetting;
  private final long stopsAt;
  private final long goesOnAt;
  private long now;
  private long busyUntil;
  int handled;
  int dropped;
  int portsChanged;

  private VirtualServer(boolean dropping, boolean forgetting, Duration stopsAt, Duration goesOnAt) {
    this.dropping = dropping;
    this.forgetting = forgetting;
    this.stopsAt = stopsAt.toNanos();
    this.goesOnAt = goesOnAt.toNanos();
  }

  static VirtualServer usual() {
    return new VirtualServer(false, false, Duration.ZERO, Duration.ZERO);
  }

  static VirtualServer thatDropsEveryTenthAnswer() {
    return new VirtualServer(true, false, Duration.ZERO, Duration.ZERO);
  }

  static VirtualServer thatForgets() {
    return new VirtualServer(false, true, Duration.ZERO, Duration.ZERO);
  }

  static VirtualServer thatStandsStill(Duration from, Duration to) {
    return new VirtualServer(false, false, from, to);
  }

  /** Carries out a plan. */
  LoadOutcome serve(LoadPlan plan) throws Exception {
    for (int client = 0; client < plan.clients(); client++) {
      memories.add(new HashMap<>());
    }
    LoadTallies tallies = new LoadTallies(plan);
    try (LoadEngine engine = new LoadEngine(plan, this, tallies)) {
      engine.begin(0);
      run(engine, plan.warmUp().toNanos());
      tallies.measure(now);
      run(engine, now + plan.duration().toNanos());
      tallies.end(now);
      engine.stop(now);
      run(engine, now + 2 * plan.timeout().toNanos());
    }
    return tallies.outcome();
  }

  private void run(LoadEngine engine, long until) throws Exception {
    for (; now < until; now += STEP_NANOS) {
      while (!answers.isEmpty() && answers.peek().at() <= now) {
        Sent one = answers.remove();
        engine.received(one.client(), ByteBuffer.wrap(one.answer()), now);
      }
      engine.step(now);
    }
  }

  @Override
  public boolean send(int client, ByteBuffer datagram) {
    long begins = Math.max(now, busyUntil);
    if (begins >= stopsAt && begins < goesOnAt) {
      begins = goesOnAt;
    }
    busyUntil = begins + SERVICE_NANOS;
    byte[] answer = answer(client, datagram);
    if (dropping && handled % 10 == 0) {
      dropped++;
    } else {
      answers.add(new Sent(client, answer, busyUntil));
    }
    return true;
  }

  private byte[] answer(int client, ByteBuffer request) {
    int id = request.getShort(2);
    byte[] known = memories.get(client).get(id);
    if (known != null && !forgetting) {
      return known;
    }
    handled++;
    byte[] answer =
        ByteBuffer.allocate(13)
            .put((byte) 0x64)
            .put((byte) 0x45)
            .putShort((short) id)
            .putInt(request.getInt(4))
            .put((byte) 0xff)
            .putInt(handled)
            .array();
    memories.get(client).put(id, answer);
    return answer;
  }

  @Override
  public void changePort(int client) {
    portsChanged++;
    memories.get(client).clear();
  }
}
