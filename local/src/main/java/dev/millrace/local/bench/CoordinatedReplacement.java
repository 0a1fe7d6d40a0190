package dev.millrace.local.bench;

import dev.millrace.kafka.StageReplica;
import java.io.IOException;

/** A strategy of Millrace between replicas on the light engine, counted like any other way. */
final class CoordinatedReplacement implements Replacement {
  private static final String FIRST = "r0";
  private static final String SECOND = "r1";
  private static final String THIRD = "r2";

  private final Replicas replicas;
  private final MoveSetting setting;
  private final Strategy strategy;

  /** How the stage is moved. */
  interface Strategy {
    Moved drive(MoveSetting setting, String source, String target, Place to)
        throws IOException, InterruptedException;
  }

  CoordinatedReplacement(Bench bench, StageUnderTest stage, Strategy strategy) {
    this.replicas = new Replicas(bench, stage, JvmOptions.withHeap("1g"));
    this.setting = new MoveSetting(bench.kafka(), stage, replicas, new MonotonicClock());
    this.strategy = strategy;
  }

  @Override
  public void begin() throws IOException, InterruptedException {
    replicas.start(StageReplica.founder(FIRST), Leg.HOME);
  }

  /** By {@code Parallel} whatever the strategy is, since that leaves no trace in the outputs. */
  @Override
  public void rehearse() throws IOException, InterruptedException {
    ParallelMove.hurried().drive(setting, FIRST, SECOND, Leg.HOME);
  }

  /** To be called once, after the rehearsal. */
  @Override
  public Stretch replace(long sent) throws IOException, InterruptedException {
    return strategy.drive(setting, SECOND, THIRD, Leg.HOME).whole();
  }

  @Override
  public void close() throws IOException {
    replicas.close();
  }
}
