package dev.millrace.stream.migration;

import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.migration.MigrationCommand.Append;
import dev.millrace.stream.migration.MigrationCommand.RequestSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides for a stage with a hot standby what is to be done: a pure function. A standby follows as
 * a shadow, and takes over a partition whose owner has fallen silent. That the owner is only slow
 * does no harm: it stops as soon as it reads that it has been fenced, and follows from then on
 * (protocol.md, story 14).
 *
 * @param name of this arrangement, which its control records carry
 * @param replica the standby's name in the control log
 * @param detectionMillis how long an owner may say nothing; at rest it speaks once a second
 */
public record Standby(String name, String replica, long detectionMillis) {
  /** How long an owner may usually say nothing. */
  public static final long USUAL_DETECTION_MILLIS = 3_000;

  private static final String NAMED = "standby-";

  /** The usual arrangement for a replica; the same whoever makes it. */
  public static Standby of(String replica) {
    return new Standby(NAMED + replica, replica, USUAL_DETECTION_MILLIS);
  }

  /** What a replica is called that is made to stand by in a pool. */
  public static String replicaIn(String pool) {
    return pool + ".standby";
  }

  /** Whether a hand-over gives a partition to a standby of a {@linkplain #of usual arrangement}. */
  public static boolean isTakeOver(Handover pending) {
    return pending != null && pending.fence() && pending.migration().equals(NAMED + pending.to());
  }

  /** What follows from what is seen; each command is given again as long as its effect is not. */
  public List<MigrationCommand> decide(List<StandbyObservation> seen) {
    List<MigrationCommand> commands = new ArrayList<>();
    for (StandbyObservation at : seen) {
      MigrationCommand command = decide(at);
      if (command != null) {
        commands.add(command);
      }
    }
    return commands;
  }

  /** Whether the standby could take over the partition now, for all that is known. */
  public boolean isAble(StandbyObservation at) {
    return at.standbyLoaded() && at.standbySilentMillis() < detectionMillis;
  }

  private MigrationCommand decide(StandbyObservation at) {
    String owner = at.ownership().owner();
    Handover pending = at.ownership().pending();
    if (owner == null || owner.equals(replica)) {
      return null;
    }
    boolean lost = at.ownerSilentMillis() >= detectionMillis;
    boolean able = isAble(at);
    if (pending != null) {
      // Who has just begun to listen, as after a crash, has heard nobody yet.
      boolean known = at.listeningMillis() >= detectionMillis;
      return known && isGivenUp(pending, lost, able)
          ? new Append(new Cancel(at.partition(), pending.id()))
          : null;
    }
    if (!at.standbyLoaded()) {
      return lost ? null : new RequestSnapshot(at.partition(), replica);
    }
    return lost && able ? new Append(new Fenced(at.partition(), name, owner, replica)) : null;
  }

  /** An owner that speaks again goes on if the standby cannot take over. */
  private boolean isGivenUp(Handover pending, boolean lost, boolean able) {
    return pending.fence() && pending.migration().equals(name) && !lost && !able;
  }
}
