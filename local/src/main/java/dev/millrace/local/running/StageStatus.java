package dev.millrace.local.running;

/**
 * What can be seen of a running stage.
 *
 * @param records data records processed since its start
 * @param outputs outputs produced since its start
 * @param lag records of its input that it has not processed, as far as it knows
 * @param logTime log time of the partition that is furthest behind, milliseconds since the epoch; 0
 *     before the first record
 * @param late late records
 * @param deadLetters dead letters
 * @param restarts attempts that failed
 * @param lastError what went wrong last, or null
 */
public record StageStatus(
    long records,
    long outputs,
    long lag,
    long logTime,
    long late,
    long deadLetters,
    long restarts,
    String lastError) {}
