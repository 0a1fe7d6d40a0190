package dev.millrace.controllog;

/**
 * When a replica's outputs were acknowledged, told as times before the report. So who hears of
 * several replicas compares no clocks of theirs.
 *
 * @param firstSn of the first output since it became owner last, 0 if there is none
 * @param firstMicrosAgo how long ago that was
 * @param lastSn of the last output that it has sent at all, 0 if there is none
 * @param lastMicrosAgo how long ago that was
 * @param longestGapMicros longest time between two outputs of one ownership that ended within the
 *     last ten seconds, counted in whole seconds; 0 if none did
 */
public record OutputTimes(
    long firstSn, long firstMicrosAgo, long lastSn, long lastMicrosAgo, long longestGapMicros) {
  /** Of a replica that has sent nothing. */
  public static final OutputTimes NONE = new OutputTimes(0, 0, 0, 0, 0);
}
