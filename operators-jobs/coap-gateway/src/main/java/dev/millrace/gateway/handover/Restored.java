package dev.millrace.gateway.handover;

/**
 * What has become of saved sessions.
 *
 * @param goOn those whose devices need no handshake
 * @param revoked those whose device's key or certificate does not hold any more
 * @param superseded those whose device has a new session already
 * @param unusable those that the DTLS stack cannot read, or has no room for
 */
public record Restored(int goOn, int revoked, int superseded, int unusable) {
  /** None. */
  public static final Restored NONE = new Restored(0, 0, 0, 0);
}
