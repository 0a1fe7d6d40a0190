package dev.millrace.e2e;

import dev.millrace.stream.stage.Identity;

/**
 * A car that a stage has put aside, as it came too late for its window.
 *
 * @param id under which it was written
 * @param partition of the topic
 */
record TooLate(Identity id, int partition, Crossing crossing) {}
