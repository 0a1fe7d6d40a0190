package dev.millrace.e2e;

import dev.millrace.stream.stage.Identity;

/**
 * An output of the last stage.
 *
 * @param id under which it was written
 * @param partition of the topic
 */
record FreePlaces(Identity id, int partition, String lot, long occupied, long free) {}
