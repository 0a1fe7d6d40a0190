package dev.millrace.local.bench.coap.update;

import dev.millrace.local.bench.Answers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The devices, in a process of their own. */
final class UpdateLoadProcess {
  /** Has each device shake hands. */
  static final String CONNECT = "connect";

  /** Begins to post. */
  static final String START = "start";

  /** Followed by the address where the gateway is from now on; gaps are looked for. */
  static final String SWITCH = "switch ";

  /** The old gateway has ended: what is answered from now on, another one has answered. */
  static final String ENDED = "ended";

  /** Ends, and says what has come of it. */
  static final String FINISH = "finish";

  /** As long as a message is repeated at most (MAX_TRANSMIT_WAIT, RFC 7252 section 4.8.2). */
  private static final long LAST_ANSWERS_SECONDS = 93;

  private UpdateLoadProcess() {}

  /** Arguments: an {@link UpdateOrder}, the address of the gateway. Commands come line by line. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    UpdateOrder order = UpdateOrder.of(arguments[0]);
    DeviceSockets sockets =
        new DeviceSockets(order.devices(), new InetSocketAddress(arguments[1], order.port()));
    UpdateTally tally = new UpdateTally(order.devices());
    try (SecureDevices devices = new SecureDevices(order.devices(), sockets)) {
      UpdateLoad load = new UpdateLoad(devices, tally, order.devices());
      BufferedReader commands =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        if (line.equals(CONNECT)) {
          load.eachOnce(TimeUnit.SECONDS.toNanos(LAST_ANSWERS_SECONDS));
          Answers.print("connected", tally.answers());
        } else if (line.equals(START)) {
          load.start(order.perSecond());
          Answers.print("started", true);
        } else if (line.startsWith(SWITCH)) {
          var unused = devices.takeHandshakes();
          tally.startWatch();
          sockets.redirect(new InetSocketAddress(line.substring(SWITCH.length()), order.port()));
          Answers.print("switched", true);
        } else if (line.equals(ENDED)) {
          tally.mark();
          Answers.print("noted", true);
        } else if (line.equals(FINISH)) {
          load.finish(TimeUnit.SECONDS.toNanos(LAST_ANSWERS_SECONDS));
          Answers.print(figures(order, tally, devices));
        }
      }
    }
    System.exit(0);
  }

  private static Map<String, Object> figures(
      UpdateOrder order, UpdateTally tally, SecureDevices devices) throws IOException {
    BitSet kept = tally.sinceMark();
    BitSet shaken = devices.takeHandshakes();
    kept.andNot(shaken);
    WrittenMessages written =
        WrittenMessages.of(order.brokers(), order.topic(), tally.acknowledged());
    Map<String, Object> figures = tally.figures();
    figures.put("keptPercent", 100.0 * kept.cardinality() / order.devices());
    figures.put("handshakes", shaken.cardinality());
    figures.put("acknowledgedMissing", written.missing());
    figures.put("writtenTwice", written.twice());
    return figures;
  }
}
