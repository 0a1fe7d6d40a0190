package dev.millrace.local.migration;

import static dev.millrace.api.MigrationPhase.CatchingUp;
import static dev.millrace.api.MigrationPhase.CuttingOver;
import static dev.millrace.api.MigrationPhase.Finishing;
import static dev.millrace.api.MigrationPhase.Observing;
import static dev.millrace.api.MigrationPhase.Preparing;
import static dev.millrace.api.MigrationPhase.RollingBack;
import static dev.millrace.api.MigrationPhase.Transferring;
import static dev.millrace.api.MigrationPhase.Verifying;

import dev.millrace.api.MigrationPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Faults at moments that a seed chooses. */
final class Cases {
  private static final List<MigrationPhase> WAY =
      List.of(Preparing, Transferring, CatchingUp, Verifying, CuttingOver, Observing, Finishing);

  private Cases() {}

  /** A migration and what happens to it. */
  record Case(String name, List<CrashPoint> points, long seed) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Every fault in every phase, on the way there and on the way back. */
  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      for (MigrationPhase phase : WAY) {
        cases.add(onTheWay(fault, phase, cases.size()));
      }
      if (fault != Fault.ABORTED && fault != Fault.ROLLED_BACK) {
        cases.add(onTheWayBack(fault, Fault.ABORTED, Verifying, cases.size()));
        cases.add(onTheWayBack(fault, Fault.ROLLED_BACK, Observing, cases.size()));
      }
    }
    return cases;
  }

  /** Small seeds as they are give nearly the same first numbers. */
  static Random random(long seed) {
    return new Random(new SplittableRandom(seed).nextLong());
  }

  /** With crashes somewhere else as well, as those are to be survived anyway. */
  static Case onTheWay(Fault fault, MigrationPhase phase, long seed) {
    Random random = random(seed);
    List<CrashPoint> points = new ArrayList<>();
    points.add(moment(fault, phase, random));
    points.add(moment(Fault.COORDINATOR_KILLED, WAY.get(random.nextInt(WAY.size())), random));
    if (!fault.isPlanned()) {
      Fault other = fault == Fault.SOURCE_KILLED ? Fault.TARGET_KILLED : Fault.SOURCE_KILLED;
      points.add(moment(other, WAY.get(random.nextInt(WAY.size())), random));
    }
    return new Case(fault + " in " + phase, points, seed);
  }

  static Case onTheWayBack(Fault fault, Fault cause, MigrationPhase from, long seed) {
    Random random = random(seed);
    return new Case(
        fault + " in RollingBack from " + from,
        List.of(moment(cause, from, random), moment(fault, RollingBack, random)),
        seed);
  }

  private static CrashPoint moment(Fault fault, MigrationPhase phase, Random random) {
    boolean lasts = phase == Transferring || phase == Verifying || phase == Observing;
    // Where a phase is over in a moment, so must the fault be; but a target has to be there.
    int least = fault == Fault.TARGET_KILLED && phase == Preparing ? 1 : 0;
    return new CrashPoint(
        fault, phase, least + random.nextInt(lasts ? 4 : 2), random.nextInt(lasts ? 25 : 12));
  }
}
