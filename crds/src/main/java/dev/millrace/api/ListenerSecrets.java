package dev.millrace.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Secrets that a gateway's listeners name, in their order, and what is read of them.
 *
 * @param entries by the name of the Secret; an empty set means all of its entries
 */
public record ListenerSecrets(Map<String, Set<String>> entries) {
  /** The listener's certificate, and those between it and its authority. */
  public static final String CERTIFICATE = "tls.crt";

  /** The private key of that certificate. */
  public static final String KEY = "tls.key";

  /** The certificates of those who issue devices' certificates. */
  public static final String AUTHORITIES = "ca.crt";

  private static final Set<String> ALL = Set.of();

  public ListenerSecrets {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** Those of all listeners, and the one with the key for handing sessions over. */
  public static ListenerSecrets of(CoapGatewaySpec gateway) {
    Map<String, Set<String>> entries = new LinkedHashMap<>(of(gateway.listeners()).entries());
    if (gateway.handOver() != null) {
      add(entries, gateway.handOver().key(), Set.of(GatewayHandOverSpec.ENTRY));
    }
    return new ListenerSecrets(entries);
  }

  /** Those of all listeners. A Secret that is named twice has the entries of both. */
  public static ListenerSecrets of(List<ListenerSpec> listeners) {
    Map<String, Set<String>> entries = new LinkedHashMap<>();
    for (ListenerSpec listener : listeners) {
      add(entries, listener.identities(), ALL);
      add(entries, listener.certificate(), Set.of(CERTIFICATE, KEY));
      add(entries, listener.deviceAuthorities(), Set.of(AUTHORITIES));
    }
    return new ListenerSecrets(entries);
  }

  private static void add(
      Map<String, Set<String>> entries, SecretReference reference, Set<String> read) {
    if (reference != null) {
      entries.merge(reference.secretName(), read, ListenerSecrets::both);
    }
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return ALL;
    }
    Set<String> both = new TreeSet<>(some);
    both.addAll(others);
    return both;
  }
}
