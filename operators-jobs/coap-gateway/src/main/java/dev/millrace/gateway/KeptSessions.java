package dev.millrace.gateway;

import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.credential.ListenerCredentials;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.scandium.DTLSConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DTLS sessions of a gateway that was closed, for one that takes its place in this process.
 * They hold keys: never written anywhere, never logged. Each may go on once only, as two that go on
 * would use the same nonces.
 */
public final class KeptSessions {
  /** No session. */
  public static final KeptSessions NONE = new KeptSessions();

  private static final Logger LOG = LoggerFactory.getLogger(KeptSessions.class);

  /** Of a listener: its sessions, and by what their devices were known. */
  private record Kept(byte[] sessions, ListenerCredentials credentials) {}

  private final Map<ListenerSpec, Kept> byListener = new HashMap<>();

  KeptSessions() {}

  /**
   * Takes the sessions of a listener out of its connector, which does not run any more.
   *
   * @param credentials that it had last
   */
  void add(ListenerSpec listener, DTLSConnector stopped, ListenerCredentials credentials) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      int count = stopped.save(out, Long.MAX_VALUE);
      LOG.info("{} sessions of listener port {} are kept", count, listener.port());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    byListener.put(listener, new Kept(out.toByteArray(), credentials));
  }

  /**
   * Gives a listener's sessions to a connector that does not run yet.
   *
   * @return by what their devices were known; empty if there are none
   */
  Optional<ListenerCredentials> give(ListenerSpec listener, DTLSConnector connector) {
    Kept kept = byListener.remove(listener);
    if (kept == null) {
      return Optional.empty();
    }
    try {
      int count = connector.load(new ByteArrayInputStream(kept.sessions()), 0);
      LOG.info("{} sessions of listener port {} go on", count, listener.port());
      return Optional.of(kept.credentials());
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "Sessions of listener port {} are lost: {}; devices have to shake hands again",
          listener.port(),
          e.getMessage());
      return Optional.empty();
    }
  }
}
