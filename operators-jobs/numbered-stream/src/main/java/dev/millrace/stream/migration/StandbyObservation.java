package dev.millrace.stream.migration;

import dev.millrace.stream.handover.Ownership;

/**
 * What is known of one partition of a stage that has a hot standby.
 *
 * @param partition of the stage's input log
 * @param ownership what the control log says, read to its end
 * @param ownerSilentMillis how long the owner has said nothing; {@link #NEVER} if it never has
 * @param standbySilentMillis the same of the standby
 * @param listeningMillis how long whoever tells this has been listening
 * @param standbyLoaded whether the standby follows, with a state that outlives a crash
 */
public record StandbyObservation(
    int partition,
    Ownership ownership,
    long ownerSilentMillis,
    long standbySilentMillis,
    long listeningMillis,
    boolean standbyLoaded) {
  /** Nothing has been heard so far. */
  public static final long NEVER = Long.MAX_VALUE;
}
