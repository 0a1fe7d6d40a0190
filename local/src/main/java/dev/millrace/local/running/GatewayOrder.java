package dev.millrace.local.running;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.gateway.GatewayConfig;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a process is told that runs a gateway of this machine.
 *
 * @param identities pre-shared keys by secret and identity; never logged
 * @param place directory for a spool
 */
record GatewayOrder(
    String name, CoapGatewaySpec spec, Map<String, Map<String, byte[]>> identities, String place) {
  static GatewayOrder of(GatewayConfig config) {
    return new GatewayOrder(
        config.name(), config.spec(), config.identities(), config.spoolPlace().toString());
  }

  GatewayConfig config() {
    return GatewayConfig.local(name, spec)
        .withIdentities(identities)
        .withSpoolPlace(Path.of(place));
  }

  /** Without keys. */
  @Override
  public String toString() {
    return "GatewayOrder[" + name + "]";
  }
}
