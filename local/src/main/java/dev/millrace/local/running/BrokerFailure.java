package dev.millrace.local.running;

import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/**
 * A broker that can no longer write its logs ends its process. Within a run that would end the
 * report too, so it is told to the run instead.
 */
final class BrokerFailure {
  private BrokerFailure() {}

  /** From now on, tells {@code report} why a broker of this process wants to end the process. */
  static void reportTo(Consumer<String> report) {
    Exit.Procedure procedure =
        (status, message) ->
            report.accept(
                message == null
                    ? "the broker has given up (status " + status + "); is the disk full?"
                    : "the broker has given up: " + message);
    Exit.setExitProcedure(procedure);
    Exit.setHaltProcedure(procedure);
  }
}
