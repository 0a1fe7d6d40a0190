package dev.millrace.local.report.migration;

/**
 * The outputs of a stage in a stretch of time.
 *
 * @param startMillis where it begins, in milliseconds since the epoch
 * @param latencyP50Millis null if no output came
 * @param latencyP99Millis null if no output came
 * @param outputs how many came
 * @param longestGapMillis the longest time without output that ended here; null if none did
 */
public record OutputBucket(
    long startMillis,
    Double latencyP50Millis,
    Double latencyP99Millis,
    long outputs,
    Double longestGapMillis) {}
