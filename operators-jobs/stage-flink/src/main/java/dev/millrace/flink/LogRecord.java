package dev.millrace.flink;

import dev.millrace.stream.stage.InputRecord;

/**
 * A record of the input log on its way from the source to the operator.
 *
 * @param partition of the input log
 * @param input the record as a stage sees it
 */
record LogRecord(int partition, InputRecord input) {}
