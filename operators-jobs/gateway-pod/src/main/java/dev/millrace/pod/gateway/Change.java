package dev.millrace.pod.gateway;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewaySpoolSpec;
import dev.millrace.gateway.GatewayConfig;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be done about configuration that has been read again. Pure.
 *
 * @param target what this process can come to
 * @param differs whether that is not what it runs
 * @param needsNewProcess whether there are changes beside that, of listeners, of Kafka, of the
 *     spool's storage or of how sessions are handed over
 */
record Change(GatewayConfig target, boolean differs, boolean needsNewProcess) {
  /** From what runs to what has been read. */
  static Change between(GatewayConfig running, GatewayConfig read) {
    CoapGatewaySpec now = running.spec();
    CoapGatewaySpec next = read.spec();
    boolean sameSites =
        now.listeners().equals(next.listeners())
            && now.kafka().equals(next.kafka())
            && storage(now).equals(storage(next))
            && Objects.equals(now.handOver(), next.handOver());
    GatewayConfig target =
        new GatewayConfig(
            running.name(),
            next.at(now.pool(), now.kafka(), now.listeners())
                .withSpool(sameSites ? next.spool() : now.spool())
                .withHandOver(now.handOver()),
            running.bindAddress(),
            sameSites ? read.identities() : running.identities(),
            running.kafkaProperties(),
            running.spoolPlace(),
            running.place(),
            running.drainTimeout());
    boolean differs =
        !target.spec().equals(now) || !sameKeys(target.identities(), running.identities());
    return new Change(target, differs, !sameSites);
  }

  private static Optional<GatewaySpoolSpec.Storage> storage(CoapGatewaySpec spec) {
    return Optional.ofNullable(spec.spool()).map(GatewaySpoolSpec::storageOrDefault);
  }

  private static boolean sameKeys(
      Map<String, Map<String, byte[]>> some, Map<String, Map<String, byte[]>> others) {
    return some.keySet().equals(others.keySet())
        && some.entrySet().stream()
            .allMatch(secret -> same(secret.getValue(), others.get(secret.getKey())));
  }

  private static boolean same(Map<String, byte[]> some, Map<String, byte[]> others) {
    return some.keySet().equals(others.keySet())
        && some.entrySet().stream()
            .allMatch(key -> Arrays.equals(key.getValue(), others.get(key.getKey())));
  }
}
