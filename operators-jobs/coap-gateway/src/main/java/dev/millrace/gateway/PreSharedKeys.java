package dev.millrace.gateway;

import dev.millrace.api.ListenerSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import java.util.Map;

/** Finds the pre-shared keys of a listener. */
final class PreSharedKeys {
  private PreSharedKeys() {}

  /**
   * The keys by identity; none for plain CoAP.
   *
   * @throws GatewayStartException if a listener that needs keys has none
   */
  static Map<String, byte[]> of(GatewayConfig config, ListenerSpec listener) {
    if (listener.protocol() != Protocol.coaps) {
      return Map.of();
    }
    if (listener.identities() == null) {
      throw missing(listener, "identities.secretName is missing");
    }
    String secret = listener.identities().secretName();
    Map<String, byte[]> keys = config.identities().getOrDefault(secret, Map.of());
    if (keys.isEmpty()) {
      throw missing(listener, "there are no pre-shared keys in secret " + secret);
    }
    return keys;
  }

  private static GatewayStartException missing(ListenerSpec listener, String what) {
    return new GatewayStartException("listener coaps port " + listener.port() + ": " + what);
  }
}
