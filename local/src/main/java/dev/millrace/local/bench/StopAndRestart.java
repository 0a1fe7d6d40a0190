package dev.millrace.local.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What is done without Millrace: stop the stage with a last checkpoint, start it again from there.
 * It stays where it is, so that nothing is to be copied.
 */
final class StopAndRestart implements MoveStrategy {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 5;

  @Override
  public String title() {
    return "stop and restart";
  }

  @Override
  public boolean keepsRunning() {
    return false;
  }

  @Override
  public boolean canPark() {
    return false;
  }

  @Override
  public boolean isBaseline() {
    return true;
  }

  @Override
  public Moved move(MoveScene scene, String source, String target, Place to)
      throws IOException, InterruptedException {
    Replicas replicas = scene.replicas();
    Place place = replicas.placeOf(source);
    long asked = System.nanoTime();
    var replica = replicas.stop(source);
    long stopped = System.nanoTime();
    replicas.start(replica, place);
    long started = System.nanoTime();
    while (!scene.arrivals().haveAllSince(started, scene.busy())) {
      if (System.nanoTime() - started > TIMEOUT.toNanos()) {
        throw new IOException("no output of " + source + " within " + TIMEOUT + " of its restart");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    Stretch whole = new Stretch(asked, System.nanoTime());
    Map<Integer, Stretch> handOvers = new TreeMap<>();
    scene.busy().forEach(partition -> handOvers.put(partition, whole));
    Map<String, Stretch> phases = new LinkedHashMap<>();
    phases.put("Stopping", new Stretch(asked, stopped));
    phases.put("Starting", new Stretch(stopped, whole.until()));
    return new Moved(source, whole, whole.until(), handOvers, phases);
  }
}
