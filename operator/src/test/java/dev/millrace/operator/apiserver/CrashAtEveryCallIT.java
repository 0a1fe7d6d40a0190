package dev.millrace.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator dies once at each of its calls to the API server, before it is sent or before its
 * answer is seen, and the next one brings everything to the same end.
 */
@Timeout(value = 1_800, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrashAtEveryCallIT {
  private static final int LANES = Integer.getInteger("millrace.api.lanes", 4);
  private static final int MOST = Integer.getInteger("millrace.api.points", Integer.MAX_VALUE);

  private static final int FEW = 3;
  private static final int ENOUGH = 100;
  private static final long SEED = 20261126;
  private static final char LETTER = (char) ('a' + new Random().nextInt(26));

  @TempDir static Path scratch;

  @Test
  void theEndIsAlwaysTheSame() throws Exception {
    try (TestApi api = TestApi.open(scratch);
        ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
      CrashLife.Outcome undisturbed = new CrashLife(api, id(0), null, null).live();
      List<CrashPoint> points = points(undisturbed.calls());
      System.out.printf("%d points: %s%n", points.size(), undisturbed.calls());
      List<Future<Boolean>> lives = new ArrayList<>();
      for (int i = 0; i < points.size(); i++) {
        String id = id(i + 1);
        CrashPoint point = points.get(i);
        lives.add(lanes.submit(() -> crashes(api, id, point, undisturbed)));
      }
      List<String> broken = new ArrayList<>();
      int reached = 0;
      for (int i = 0; i < points.size(); i++) {
        try {
          reached += lives.get(i).get() ? 1 : 0;
        } catch (ExecutionException e) {
          broken.add(points.get(i) + ": " + e.getCause());
        }
      }
      System.out.printf("%d of %d points were reached%n", reached, points.size());
      assertThat(broken).isEmpty();
      assertThat(reached).isGreaterThanOrEqualTo(Math.min(ENOUGH, points.size() / 2));
    }
  }

  /** All of one length, as long names are cut; with a letter of this run. */
  private static String id(int number) {
    return "%c%03d".formatted(LETTER, number);
  }

  private static boolean crashes(
      TestApi api, String id, CrashPoint point, CrashLife.Outcome undisturbed) throws Exception {
    CrashLife life = new CrashLife(api, id, point, undisturbed);
    try {
      life.live();
    } catch (Exception | AssertionError e) {
      System.out.printf("%s, %s: FAILED, %s%n", id, point, e);
      throw e;
    }
    System.out.printf(
        "%s, %s: %s%n", id, point, life.hasCrashed() ? "the same end" : "not reached");
    return life.hasCrashed();
  }

  /**
   * A read that was answered and not heard of is as if it had not been sent. What is repeated until
   * something has happened, and Events, are no better known after the third time.
   */
  private static List<CrashPoint> points(Map<ApiCall, Integer> calls) {
    List<CrashPoint> points = new ArrayList<>();
    calls.forEach(
        (call, times) -> {
          boolean acts = call.isMutating() && !call.resource().equals("events");
          for (int nth = 1; nth <= (acts ? times : Math.min(times, FEW)); nth++) {
            points.add(new CrashPoint(call, nth, false));
            if (call.isMutating()) {
              points.add(new CrashPoint(call, nth, true));
            }
          }
        });
    Collections.shuffle(points, new Random(Long.getLong("millrace.seed", SEED)));
    return points.subList(0, Math.min(MOST, points.size()));
  }
}
