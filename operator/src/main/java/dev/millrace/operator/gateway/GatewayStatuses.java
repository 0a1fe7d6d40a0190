package dev.millrace.operator.gateway;

import dev.millrace.api.CoapGatewayStatus;
import dev.millrace.operator.pool.PoolNews;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Conditions;
import dev.millrace.operator.status.PodTrouble;
import dev.millrace.operator.status.Reason;
import dev.millrace.operator.status.Secrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The status of a gateway. */
final class GatewayStatuses {
  private static final String POOL = "PoolAvailable";
  private static final String PODS = "PodsReady";

  private GatewayStatuses() {}

  static CoapGatewayStatus of(GatewayObservation seen, Instant now) {
    CoapGatewayStatus before = seen.gateway().getStatus();
    Long generation = seen.gateway().getMetadata().getGeneration();
    return new CoapGatewayStatus(
        generation,
        Conditions.of(before == null ? null : before.conditions(), generation, now, concerns(seen)),
        seen.desired(),
        seen.ready(),
        GatewayEndpoints.of(seen));
  }

  private static List<Concern> concerns(GatewayObservation seen) {
    List<Concern> concerns = new ArrayList<>();
    if (seen.taken() != null) {
      concerns.add(new Concern("NamesFree", Reason.NameTaken, seen.taken()));
    }
    concerns.add(pool(seen));
    seen.port()
        .ifPresent(
            port -> concerns.add(new Concern("PortsFree", Reason.PortTaken, port.message())));
    concerns.add(Secrets.concern("SecretsAvailable", seen.missingSecrets()));
    seen.topics().ifPresent(concerns::add);
    concerns.add(pods(seen));
    return concerns;
  }

  private static Concern pool(GatewayObservation seen) {
    String name = seen.gateway().getSpec().pool();
    if (seen.pool().isEmpty()) {
      return new Concern(
          POOL,
          Reason.PoolMissing,
          "No NodePool '%s'. NodePools: %s.".formatted(name, String.join(", ", seen.poolNames())));
    }
    return PoolNews.isWithoutNodes(seen.pool().get())
        ? new Concern(
            POOL, Reason.PoolWithoutNodes, "No ready node in NodePool '%s'.".formatted(name))
        : Concern.holds(POOL, "NodePool %s is there.".formatted(name));
  }

  private static Concern pods(GatewayObservation seen) {
    if (seen.desired() > 0 && seen.ready() >= seen.desired()) {
      return Concern.holds(PODS, "%d of %d pods ready.".formatted(seen.ready(), seen.desired()));
    }
    if (seen.port().isPresent()) {
      return new Concern(PODS, Reason.PortTaken, "No pod is to run.");
    }
    return PodTrouble.of(seen.pods())
        .map(trouble -> new Concern(PODS, trouble.reason(), trouble.message()))
        .orElseGet(
            () ->
                new Concern(
                    PODS,
                    Reason.PodsStarting,
                    "%d of %d pods ready.".formatted(seen.ready(), seen.desired())));
  }
}
