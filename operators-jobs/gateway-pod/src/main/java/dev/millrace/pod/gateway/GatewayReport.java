package dev.millrace.pod.gateway;

import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.publish.SpoolState;
import java.util.List;

/**
 * What {@code /status} says of a gateway.
 *
 * @param listeners local addresses, in the order of the specification
 * @param brokerReachable whether Kafka can be reached, as far as is known
 * @param inFlight messages that are not answered yet
 * @param resources number of resources in force
 * @param reloads changes that were taken over while the process ran
 * @param needsNewProcess whether listeners or Kafka differ from what is in force
 * @param reloadError what is wrong with the files, or null; what was in force stays
 * @param spool what is kept on disk, or null without a spool
 */
record GatewayReport(
    String name,
    List<String> listeners,
    boolean brokerReachable,
    int inFlight,
    int resources,
    long reloads,
    boolean needsNewProcess,
    String reloadError,
    SpoolState spool) {
  static GatewayReport of(
      LiveGateway live, long reloads, boolean needsNewProcess, String reloadError) {
    CoapGateway gateway = live.gateway();
    return new GatewayReport(
        live.config().name(),
        gateway.endpoints().stream()
            .map(at -> at.getAddress().getHostAddress() + ":" + at.getPort())
            .toList(),
        gateway.brokerReachable(),
        gateway.inFlight(),
        live.config().spec().resources().size(),
        reloads,
        needsNewProcess,
        reloadError,
        gateway.spool().orElse(null));
  }
}
