package dev.millrace.gateway.credential;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.SecretKey;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.PskPublicInformation;
import org.eclipse.californium.scandium.dtls.PskSecretResult;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedMultiPskStore;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedPskStore;
import org.eclipse.californium.scandium.util.ServerNames;

/**
 * The pre-shared keys of a listener. They are replaced as a whole; a handshake sees all of the old
 * or all of the new ones. Thread-safe.
 */
final class ListenerKeys implements AdvancedPskStore {
  private record Held(Map<String, byte[]> keys, AdvancedMultiPskStore store) {
    static Held of(Map<String, byte[]> keys) {
      AdvancedMultiPskStore store = new AdvancedMultiPskStore();
      keys.forEach(store::setKey);
      return new Held(Map.copyOf(keys), store);
    }
  }

  private volatile Held held;

  /**
   * @param keys by identity
   */
  ListenerKeys(Map<String, byte[]> keys) {
    held = Held.of(keys);
  }

  /** Replaces the keys; returns the identities that are gone or have another key now. */
  Set<String> replace(Map<String, byte[]> keys) {
    Held before = held;
    held = Held.of(keys);
    Set<String> revoked = new TreeSet<>();
    before
        .keys()
        .forEach(
            (identity, key) -> {
              if (!Arrays.equals(key, keys.get(identity))) {
                revoked.add(identity);
              }
            });
    return revoked;
  }

  @Override
  public boolean hasEcdhePskSupported() {
    return held.store().hasEcdhePskSupported();
  }

  @Override
  public PskSecretResult requestPskSecretResult(
      ConnectionId cid,
      ServerNames serverNames,
      PskPublicInformation identity,
      String hmacAlgorithm,
      SecretKey otherSecret,
      byte[] seed,
      boolean useExtendedMasterSecret) {
    return held.store()
        .requestPskSecretResult(
            cid, serverNames, identity, hmacAlgorithm, otherSecret, seed, useExtendedMasterSecret);
  }

  @Override
  public PskPublicInformation getIdentity(InetSocketAddress peer, ServerNames virtualHost) {
    return held.store().getIdentity(peer, virtualHost);
  }

  /** Every answer is given at once. */
  @Override
  public void setResultHandler(HandshakeResultHandler resultHandler) {}
}
