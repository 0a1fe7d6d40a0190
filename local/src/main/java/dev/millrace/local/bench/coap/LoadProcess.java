package dev.millrace.local.bench.coap;

import dev.millrace.fleet.load.LoadRun;
import dev.millrace.local.bench.Answers;
import java.io.IOException;

/** The load tool in a process of its own. */
final class LoadProcess {
  private LoadProcess() {}

  /** Argument: a {@link LoadOrder}. Prints the figures. */
  public static void main(String[] arguments) throws IOException {
    Answers.print(LoadRun.of(LoadOrder.fromJson(arguments[0]).plan()).all().toMap());
  }
}
