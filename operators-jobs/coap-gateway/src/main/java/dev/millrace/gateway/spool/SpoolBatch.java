package dev.millrace.gateway.spool;

import java.util.List;

/**
 * Entries from the front, in order; those that were set aside are left out.
 *
 * @param from number of the front
 * @param to the number behind the last one's
 */
public record SpoolBatch(List<SpoolEntry> entries, long from, long to) {
  public SpoolBatch {
    entries = List.copyOf(entries);
  }
}
