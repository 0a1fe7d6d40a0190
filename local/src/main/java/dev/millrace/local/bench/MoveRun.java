package dev.millrace.local.bench;

import dev.millrace.kafka.StageReplica;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A stage under load that is moved again and again, from its birth to the last output. */
final class MoveRun implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  /** After a move, so that what it held up has been seen. */
  private static final Duration AFTER = Duration.ofMillis(500);

  private static final long LOOK_MILLIS = 20;

  private final Bench bench;
  private final MoveCase circumstances;
  private final MoveScene scene;
  private final OutputReader reader;
  private final SteadyLoad load;
  private String owner;
  private int moves;

  private MoveRun(
      Bench bench,
      MoveCase circumstances,
      MoveScene scene,
      OutputReader reader,
      SteadyLoad load,
      String owner) {
    this.bench = bench;
    this.circumstances = circumstances;
    this.scene = scene;
    this.reader = reader;
    this.load = load;
    this.owner = owner;
  }

  /** Brings the stage to life, waits until it has all its keys, and begins the load. */
  static MoveRun start(
      Bench bench,
      MoveCase circumstances,
      MoveScene scene,
      String input,
      OutputReader reader,
      int perSecond)
      throws IOException, InterruptedException {
    bench.say("%s: %d keys".formatted(circumstances.name(), circumstances.keys()));
    Prefill.write(
        bench.bootstrapServers(),
        input,
        circumstances.keys(),
        circumstances.keys(),
        circumstances::filledDevice);
    StageReplica first = StageReplica.founder("r0");
    scene.replicas().start(first, Leg.HOME);
    // A JVM that starts is not what is measured.
    for (Leg leg : Leg.round(circumstances.parallel(), circumstances.restarts())) {
      scene.replicas().process(leg.to());
    }
    await(scene.arrivals(), reader, circumstances.keys());
    SteadyLoad load =
        SteadyLoad.start(
            bench.kafka(), input, circumstances.busyKeys(), circumstances::busyDevice, perSecond);
    TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
    return new MoveRun(bench, circumstances, scene, reader, load, first.name());
  }

  /**
   * Moves the stage once, after a time of quiet.
   *
   * @param parked whether the target is started before that, and waits
   */
  void move(Leg leg, boolean parked, MoveFigures figures) throws IOException, InterruptedException {
    moves++;
    String target = "r" + moves;
    if (parked) {
      park(target, leg.to());
    }
    long repeated = scene.arrivals().duplicates();
    long lost = scene.arrivals().missingSince(System.nanoTime() - AFTER.toNanos());
    scene.arrivals().forgetBefore(System.nanoTime());
    long quietFrom = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(circumstances.quiet().toNanos());
    Stretch quiet = new Stretch(quietFrom, System.nanoTime());
    Moved moved = leg.strategy().move(scene, owner, target, leg.to());
    TimeUnit.NANOSECONDS.sleep(AFTER.toNanos());
    reader.check();
    owner = moved.owner();
    scene.replicas().check(owner);
    double gap = figures.add(moved, scene.arrivals(), scene.busy(), quiet, parked);
    figures.defects(
        scene.arrivals().duplicates() - repeated,
        scene.arrivals().missingSince(moved.whole().until()) - lost);
    bench.say(
        "%s: %s%s: %s ms, longest gap %s ms (%s)"
            .formatted(
                circumstances.name(),
                leg.contender(),
                parked ? ", parked" : "",
                Rendering.number(moved.openedMillis()),
                Rendering.number(gap),
                moved.timeline()));
  }

  /** Starts the target before anybody asks for the move, and waits until it has joined. */
  private void park(String target, Place place) throws IOException, InterruptedException {
    Replicas replicas = scene.replicas();
    replicas.start(StageReplica.follower(target, replicas.nextOffsets(owner)), place);
    replicas.awaitJoined(target);
  }

  /** Ends the load, and waits until every record has led to an output. */
  void finish() throws IOException, InterruptedException {
    load.close();
    await(scene.arrivals(), reader, circumstances.keys() + load.sent());
  }

  /** Waits until this many outputs have come. */
  static void await(Arrivals arrivals, OutputReader reader, long expected)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (arrivals.seen() < expected) {
      reader.check();
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "only %d of %d outputs in %s, %d skipped"
                .formatted(
                    arrivals.seen(), expected, TIMEOUT, arrivals.missingSince(System.nanoTime())));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public void close() {
    load.close();
  }
}
