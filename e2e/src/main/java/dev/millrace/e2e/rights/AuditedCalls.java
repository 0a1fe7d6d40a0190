package dev.millrace.e2e.rights;

import dev.millrace.e2e.audit.AuditEvent;
import dev.millrace.e2e.audit.Right;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an account has done, as the API server's audit log tells it.
 *
 * @param used the rights that it took
 * @param refused calls that it had no right to, each once
 */
public record AuditedCalls(Set<Right> used, List<String> refused) {
  /** Takes copies. */
  public AuditedCalls {
    used = Set.copyOf(used);
    refused = List.copyOf(refused);
  }

  /** Sums up the calls of one account. */
  public static AuditedCalls of(Collection<AuditEvent> calls) {
    SortedSet<Right> used = new TreeSet<>();
    SortedSet<String> refused = new TreeSet<>();
    for (AuditEvent call : calls) {
      if (call.code() == HttpURLConnection.HTTP_FORBIDDEN) {
        refused.add(call.rights().getFirst() + ": " + call.message());
      } else {
        used.addAll(call.rights());
      }
    }
    return new AuditedCalls(used, List.copyOf(refused));
  }
}
