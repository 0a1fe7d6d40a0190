package dev.millrace.gateway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs faults of the gateway itself, with stack trace, the first time that each kind is seen at a
 * place: a device that has found one must not be able to fill the log. All are counted by {@code
 * millrace.gateway.rejected} or {@code millrace.gateway.restarts}.
 */
final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

  private record Kind(String place, Class<?> type) {}

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

  /** A part of the gateway has failed that requests do not see. */
  void partFailed(String part, Throwable fault) {
    if (seen.add(new Kind(part, fault.getClass()))) {
      LOG.error(
          "Gateway {}: {} failed; later faults of this kind are only counted",
          gateway,
          part,
          fault);
    }
  }
}
