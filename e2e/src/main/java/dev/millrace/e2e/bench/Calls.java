package dev.millrace.e2e.bench;

import dev.millrace.e2e.audit.AuditEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The calls of the operator in some time.
 *
 * @param events each call once
 */
record Calls(List<AuditEvent> events) {
  /** Takes a copy. */
  Calls {
    events = List.copyOf(events);
  }

  /** Changes of statuses. */
  long statusWrites() {
    return events.stream()
        .filter(AuditEvent::isWrite)
        .filter(event -> resource(event).endsWith("/status"))
        .count();
  }

  /** Events, which tell people of what has changed. */
  long told() {
    return events.stream()
        .filter(AuditEvent::isWrite)
        .filter(event -> resource(event).equals("events"))
        .count();
  }

  /** Changes of anything else. */
  long objectWrites() {
    return writes() - statusWrites() - told();
  }

  /** All changes. */
  long writes() {
    return events.stream().filter(AuditEvent::isWrite).count();
  }

  /** Watches that were begun; each ends after some minutes and is begun anew. */
  long watches() {
    return events.stream()
        .filter(event -> event.rights().getFirst().verb().equals("watch"))
        .count();
  }

  /** All calls, changes included. */
  long all() {
    return events.size();
  }

  /** How many of which, for people. */
  String summary() {
    Map<String, Integer> counts = new TreeMap<>();
    events.forEach(event -> counts.merge(event.rights().getFirst().toString(), 1, Integer::sum));
    return counts.toString();
  }

  private static String resource(AuditEvent event) {
    return event.rights().getFirst().resource();
  }
}
