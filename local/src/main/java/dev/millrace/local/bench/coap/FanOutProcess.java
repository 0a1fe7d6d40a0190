package dev.millrace.local.bench.coap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.fleet.load.FanOutPlan;
import dev.millrace.fleet.load.FanOutRun;
import dev.millrace.fleet.load.LoadRequest;
import dev.millrace.local.bench.Answers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Observers, and who changes what they observe, in a process of their own. */
final class FanOutProcess {
  private static final int JSON = 50;

  /** What it is told. */
  record Order(
      int port,
      int observers,
      int warmUpChanges,
      int changes,
      int intervalMillis,
      int registeringSeconds) {
    int seconds() {
      return registeringSeconds
          + (int) Duration.ofMillis((long) (warmUpChanges + changes) * intervalMillis).toSeconds();
    }

    Order to(int serverPort) {
      return new Order(
          serverPort, observers, warmUpChanges, changes, intervalMillis, registeringSeconds);
    }

    String toJson() throws JsonProcessingException {
      return new JsonMapper().writeValueAsString(this);
    }

    FanOutPlan plan() {
      return new FanOutPlan(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          observers,
          CoapResources.OBSERVED,
          LoadRequest.post(CoapResources.OBSERVED, "{}", JSON),
          warmUpChanges,
          changes,
          Duration.ofMillis(intervalMillis),
          Duration.ofSeconds(registeringSeconds));
    }
  }

  private FanOutProcess() {}

  /** Argument: an {@link Order}. Prints the figures. */
  public static void main(String[] arguments) throws IOException {
    Answers.print(
        FanOutRun.of(new JsonMapper().readValue(arguments[0], Order.class).plan()).toMap());
  }
}
