package dev.millrace.e2e;

import dev.millrace.stream.stage.Identity;

/**
 * An output of one of the stages that count.
 *
 * @param id under which it was written
 * @param partition of the topic
 */
record Counted(Identity id, int partition, String lot, long entered, long left) {}
