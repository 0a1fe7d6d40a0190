package dev.millrace.fleet.load;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A server of bodies in virtual time: one message after the other, each for a millisecond. It can
 * drop every tenth answer, take no block but a small one, and have less than it is asked for.
 */
final class VirtualBodyServer implements LoadWire {
  private static final long SERVICE_NANOS = Duration.ofMillis(1).toNanos();
  private static final long STEP_NANOS = 100_000;
  private static final int CHANGED = 0x44;
  private static final int CONTENT = 0x45;
  private static final int CONTINUE = 0x5f;
  private static final int INCOMPLETE = 0x88;

  // Nobody compares them.
  @SuppressWarnings("ArrayRecordComponent")
  private record Sent(int client, byte[] answer, long at) {}

  private final Deque<Sent> answers = new ArrayDeque<>();
  private final Map<Integer, Integer> received = new HashMap<>();
  private final int bodyBytes;
  private final int largestBlock;
  private final boolean dropping;
  private long now;
  private long busyUntil;
  int handled;
  int dropped;
  int uploads;
  int portsChanged;

  VirtualBodyServer(int bodyBytes, int largestBlock, boolean dropping) {
    this.bodyBytes = bodyBytes;
    this.largestBlock = largestBlock;
    this.dropping = dropping;
  }

  /** Carries out a plan. */
  BodyFigures serve(BodyPlan plan) throws Exception {
    BodyTally tally = new BodyTally();
    try (BodyEngine engine = new BodyEngine(plan, this, tally)) {
      engine.begin(0);
      run(engine, plan.warmUp().toNanos());
      tally.measure(now);
      run(engine, now + plan.duration().toNanos());
      tally.end(now);
      engine.stop();
      run(engine, now + 10 * plan.timeout().toNanos());
    }
    return tally.figures(plan);
  }

  private void run(BodyEngine engine, long until) throws Exception {
    for (; now < until; now += STEP_NANOS) {
      while (!answers.isEmpty() && answers.peek().at() <= now) {
        Sent one = answers.remove();
        engine.received(one.client(), ByteBuffer.wrap(one.answer()), now);
      }
      engine.step(now);
    }
  }

  @Override
  public boolean send(int client, ByteBuffer request) {
    busyUntil = Math.max(now, busyUntil) + SERVICE_NANOS;
    handled++;
    MessageOptions options = MessageOptions.of(request);
    byte[] answer =
        request.get(1) == 1
            ? part(request, Block.of(Math.max(0, options.block2())))
            : taken(client, request, Block.of(options.block1()), options.payloadBytes());
    if (dropping && handled % 10 == 0) {
      dropped++;
    } else {
      answers.add(new Sent(client, answer, busyUntil));
    }
    return true;
  }

  private byte[] part(ByteBuffer request, Block asked) {
    int size = Math.min(asked.bytes(), largestBlock);
    int length = Math.min(size, bodyBytes - asked.offset());
    boolean more = asked.offset() + length < bodyBytes;
    Block block = new Block(asked.offset() / size, more, size);
    return answer(request, CONTENT, MessageOptions.BLOCK2, block, length);
  }

  private byte[] taken(int client, ByteBuffer request, Block block, int payload) {
    int before = block.number() == 0 ? 0 : received.getOrDefault(client, 0);
    if (block.offset() != before) {
      return answer(request, INCOMPLETE, MessageOptions.BLOCK1, block, 0);
    }
    received.put(client, before + payload);
    uploads += !block.more() && before + payload == bodyBytes ? 1 : 0;
    Block wanted = new Block(block.number(), block.more(), Math.min(block.bytes(), largestBlock));
    return answer(request, block.more() ? CONTINUE : CHANGED, MessageOptions.BLOCK1, wanted, 0);
  }

  private static byte[] answer(ByteBuffer request, int code, int option, Block block, int payload) {
    ByteBuffer answer = ByteBuffer.allocate(13 + (payload > 0 ? 1 + payload : 0));
    answer.put((byte) 0x64).put((byte) code).putShort(request.getShort(2));
    answer.putInt(request.getInt(4));
    answer.put((byte) 0xd3).put((byte) (option - 13));
    answer.put((byte) (block.value() >> 16)).putShort((short) block.value());
    if (payload > 0) {
      answer.put((byte) 0xff);
    }
    return answer.array();
  }

  @Override
  public void changePort(int client) {
    portsChanged++;
    received.remove(client);
  }
}
