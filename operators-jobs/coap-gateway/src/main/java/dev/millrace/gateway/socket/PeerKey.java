package dev.millrace.gateway.socket;

import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.EndpointContext;

/** What tells peers of a listener apart. */
public final class PeerKey {
  private PeerKey() {}

  /**
   * The DTLS session (RFC 7252 section 9.1.1), or the address of a peer that has none; with {@code
   * equals} and {@code hashCode}.
   */
  public static Object of(EndpointContext peer) {
    Object session = peer.get(DtlsEndpointContext.KEY_SESSION_ID);
    return session == null ? peer.getPeerAddress() : session;
  }
}
