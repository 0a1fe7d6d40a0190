package dev.millrace.gateway;

import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.handover.SavedSessions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The DTLS sessions of a gateway that was closed, for one that takes its place. They hold keys:
 * never written anywhere in the clear, never logged. Each may go on once only, as two that go on
 * would use the same nonces.
 */
public final class KeptSessions {
  /** No session. */
  public static final KeptSessions NONE = new KeptSessions();

  private final Map<ListenerSpec, SavedSessions> byListener = new LinkedHashMap<>();

  KeptSessions() {}

  /** Keeps those of a listener. */
  void add(ListenerSpec listener, SavedSessions sessions) {
    byListener.put(listener, sessions);
  }

  /** Gives those of a listener away; empty if there are none. */
  Optional<SavedSessions> give(ListenerSpec listener) {
    return Optional.ofNullable(byListener.remove(listener));
  }

  /** Gives all away. */
  Map<ListenerSpec, SavedSessions> giveAll() {
    Map<ListenerSpec, SavedSessions> all = new LinkedHashMap<>(byListener);
    byListener.clear();
    return all;
  }
}
