package dev.millrace.gateway.credential;

import java.security.Principal;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.auth.X509CertPath;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;

/**
 * The credentials of a listener that runs. They are replaced as a whole; each step of a handshake
 * sees all of the old or all of the new ones. Thread-safe.
 */
public final class LiveCredentials {
  private final ListenerKeys keys;
  private final ListenerCertificate certificate;
  private final DeviceVerifier verifier;
  private final ListenerCredentials first;
  private volatile ListenerCredentials current;

  /**
   * @param credentials of a listener that encrypts
   */
  public LiveCredentials(ListenerCredentials credentials) {
    first = credentials;
    current = credentials;
    keys = new ListenerKeys(credentials.keys());
    certificate = new ListenerCertificate(credentials.certificate().orElse(null));
    verifier = new DeviceVerifier(credentials.authorities().orElse(null));
  }

  /** Has a connector use these credentials. */
  public void configure(DtlsConnectorConfig.Builder connector) {
    connector.set(DtlsConfig.DTLS_CIPHER_SUITES, first.cipherSuites());
    connector.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, first.deviceAuthentication());
    if (!first.keys().isEmpty()) {
      connector.setAdvancedPskStore(keys);
    }
    if (first.certificate().isPresent()) {
      connector.setCertificateIdentityProvider(certificate);
      connector.setAsList(
          DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS,
          SignatureAndHashAlgorithm.SHA256_WITH_ECDSA,
          SignatureAndHashAlgorithm.SHA384_WITH_ECDSA,
          SignatureAndHashAlgorithm.SHA256_WITH_RSA);
    }
    if (first.authorities().isPresent()) {
      connector.setAdvancedCertificateVerifier(verifier);
    }
  }

  /** Those that hold now. */
  public ListenerCredentials current() {
    return current;
  }

  /**
   * Replaces the credentials by others of the same listener.
   *
   * @return who has come by what holds no longer: a key that is gone or has changed, or a
   *     certificate of somebody who is no authority now. A new certificate of the listener itself
   *     concerns nobody who is there.
   */
  public Predicate<Principal> replace(ListenerCredentials next) {
    current = next;
    Set<String> revoked = keys.replace(next.keys());
    next.certificate().ifPresent(certificate::replace);
    boolean others = next.authorities().map(verifier::replace).orElse(false);
    return device ->
        device instanceof PreSharedKeyIdentity known
            ? revoked.contains(known.getIdentity())
            : others
                && device instanceof X509CertPath shown
                && !verifier.authorities().vouchFor(shown);
  }
}
