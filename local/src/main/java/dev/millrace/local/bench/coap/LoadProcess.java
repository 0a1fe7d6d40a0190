package dev.millrace.local.bench.coap;

import dev.millrace.fleet.load.LoadRun;
import java.io.IOException;

/** The load tool in a process of its own. */
final class LoadProcess {
  private LoadProcess() {}

  /** Argument: a {@link LoadOrder}. Prints the figures. */
  public static void main(String[] arguments) throws IOException {
    LoadOrder order = LoadOrder.fromJson(arguments[0]);
    LoadReport.print(
        order.warmUpSeconds() + order.seconds(), LoadRun.of(order.plan()).all().toMap());
  }
}
