package dev.millrace.gateway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs faults of the gateway itself, with stack trace, the first time that each kind is seen at a
 * resource: a device that has found one must not be able to fill the log. All are counted by {@code
 * millrace.gateway.rejected}.
 */
final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

  private record Kind(String resource, Class<?> type) {}

  private final String gateway;
  private final Set<Kind> seen = ConcurrentHashMap.newKeySet();

  FaultLog(String gateway) {
    this.gateway = gateway;
  }

  void report(String resource, Throwable fault) {
    if (seen.add(new Kind(resource, fault.getClass()))) {
      LOG.error(
          "Gateway {}: handling a request to {} failed; later faults of this kind are only counted",
          gateway,
          resource,
          fault);
    }
  }
}
