package dev.millrace.local.bench;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.stream.migration.MigrationState;
import java.util.concurrent.TimeUnit;

/** Takes the steps of a migration's driver as often as a local run does. */
final class StepLoop {
  private static final long STEP_MILLIS = 20;

  private StepLoop() {}

  /** One step of a driver; the state that it leads to. */
  interface Step {
    MigrationState take() throws ControlLogException, InterruptedException;
  }

  /** Goes on until the migration is over, whatever its end, and gives that. */
  static MigrationState run(MigrationState first, Step step)
      throws ControlLogException, InterruptedException {
    MigrationState state = first;
    while (!state.isOver()) {
      MigrationState next = step.take();
      if (next.equals(state)) {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      }
      state = next;
    }
    return state;
  }
}
