package dev.millrace.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Two plain copies: the second starts beside the first, and when it has caught up the first is
 * killed. Nobody coordinates them.
 */
final class BlueGreen implements Replacement {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 20;

  /** Outputs of a copy that begins with what comes now, after which it is thought to be well. */
  private static final long FIRST_OUTPUTS = 2_000;

  private final JvmProcess process;
  private final Path settings;
  private final boolean fromNow;

  /**
   * No copy as yet.
   *
   * @param settings file of the stage
   * @param fromNow whether the second copy begins with what comes from then on, else with all
   */
  BlueGreen(Bench bench, StageUnderTest stage, Path settings, boolean fromNow) throws IOException {
    this.process =
        bench.process("copies-" + stage.pipeline(), JvmOptions.withHeap("1g"), CopyProcess.class);
    this.settings = settings;
    this.fromNow = fromNow;
  }

  @Override
  public void begin() throws IOException, InterruptedException {
    process.ask("start blue " + settings + " beginning", TIMEOUT);
  }

  @Override
  public Stretch replace(long sent) throws IOException, InterruptedException {
    long from = System.nanoTime();
    process.ask("start green " + settings + (fromNow ? " now" : " beginning"), TIMEOUT);
    long enough = fromNow ? FIRST_OUTPUTS : sent;
    while (Answers.number(process.ask("figures green", TIMEOUT), "written") < enough) {
      if (System.nanoTime() - from > TIMEOUT.toNanos()) {
        throw new IOException("the second copy has not caught up within " + TIMEOUT);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    process.ask("kill blue", TIMEOUT);
    return new Stretch(from, System.nanoTime());
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
