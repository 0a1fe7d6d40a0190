package dev.millrace.gateway;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.credential.ListenerCredentials;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A gateway's specification and what its surroundings add to it.
 *
 * @param name the name of the resource; in log lines, thread names and meters
 * @param bindAddress the local address of all listeners
 * @param identities the entries of the Secrets that the specification names, by the name of the
 *     Secret: pre-shared keys by identity, certificates, the key for sessions; never logged
 * @param kafkaProperties further client properties, such as credentials; they cannot weaken what
 *     the gateway guarantees, and are never logged
 * @param spoolPlace directory for a spool, which other processes may share; null where the
 *     specification has none
 * @param place where the gateway's devices come to, if its pods have different ones: sessions are
 *     handed over within a place only
 * @param drainTimeout how long closing may wait for messages in flight
 */
public record GatewayConfig(
    String name,
    CoapGatewaySpec spec,
    InetAddress bindAddress,
    Map<String, Map<String, byte[]>> identities,
    Map<String, String> kafkaProperties,
    Path spoolPlace,
    String place,
    Duration drainTimeout) {
  /** Of a gateway that has one pod, or none to tell apart. */
  public static final String ANY_PLACE = "";

  /** Shorter than the 30 s that Kubernetes gives a pod to end. */
  public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(20);

  public GatewayConfig {
    Map<String, Map<String, byte[]>> copied = new TreeMap<>();
    identities.forEach((secret, keys) -> copied.put(secret, Map.copyOf(keys)));
    identities = copied;
    kafkaProperties = Map.copyOf(kafkaProperties);
  }

  /** A gateway for this machine only: on loopback, without secrets. */
  public static GatewayConfig local(String name, CoapGatewaySpec spec) {
    return new GatewayConfig(
        name,
        spec,
        InetAddress.getLoopbackAddress(),
        Map.of(),
        Map.of(),
        null,
        ANY_PLACE,
        DEFAULT_DRAIN_TIMEOUT);
  }

  /** This configuration with another specification. */
  GatewayConfig withSpec(CoapGatewaySpec other) {
    return new GatewayConfig(
        name, other, bindAddress, identities, kafkaProperties, spoolPlace, place, drainTimeout);
  }

  /** This configuration, bound to another local address. */
  public GatewayConfig withBindAddress(InetAddress address) {
    return new GatewayConfig(
        name, spec, address, identities, kafkaProperties, spoolPlace, place, drainTimeout);
  }

  /** This configuration with a directory for the spool. */
  public GatewayConfig withSpoolPlace(Path directory) {
    return new GatewayConfig(
        name, spec, bindAddress, identities, kafkaProperties, directory, place, drainTimeout);
  }

  /** This configuration with the entries of Secrets, by the name of the Secret. */
  public GatewayConfig withIdentities(Map<String, Map<String, byte[]>> secrets) {
    return new GatewayConfig(
        name, spec, bindAddress, secrets, kafkaProperties, spoolPlace, place, drainTimeout);
  }

  /** This configuration with another bound on the time that closing takes. */
  public GatewayConfig withDrainTimeout(Duration timeout) {
    return new GatewayConfig(
        name, spec, bindAddress, identities, kafkaProperties, spoolPlace, place, timeout);
  }

  /**
   * What a listener proves itself by, and knows devices by.
   *
   * @throws GatewayStartException if anything that it names is missing or wrong
   */
  ListenerCredentials credentials(ListenerSpec listener) {
    try {
      return ListenerCredentials.of(listener, identities);
    } catch (IllegalArgumentException e) {
      throw new GatewayStartException(
          "listener %s port %d: %s".formatted(listener.protocol(), listener.port(), e.getMessage()),
          e);
    }
  }

  /** Without keys and credentials. */
  @Override
  public String toString() {
    return "GatewayConfig[" + name + ", bind address " + bindAddress + "]";
  }
}
