package dev.millrace.gateway.credential;

import dev.millrace.api.ListenerSecrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.elements.util.CertPathUtil;
import org.eclipse.californium.elements.util.SslContextUtil;
import org.eclipse.californium.scandium.dtls.x509.CertificateConfigurationHelper;

/**
 * A listener's own certificate and its private key.
 *
 * @param chain the certificate, then those between it and its authority
 */
record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
  private static final String CERTIFICATE = ListenerSecrets.CERTIFICATE;
  private static final String KEY = ListenerSecrets.KEY;

  /**
   * Reads a Secret of type {@code kubernetes.io/tls}.
   *
   * @throws IllegalArgumentException if an entry is missing or wrong, or they do not belong
   *     together; the message names the entry and no value
   */
  static ServerCertificate read(String secret, Map<String, byte[]> entries) {
    List<X509Certificate> chain = Certificates.read(secret, CERTIFICATE, entries);
    PrivateKey key = key(secret, Certificates.entry(secret, KEY, entries));
    try {
      new CertificateConfigurationHelper().verifyKeyPair(key, chain.get(0).getPublicKey());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "secret %s: %s is not the key of the first certificate in %s"
              .formatted(secret, KEY, CERTIFICATE),
          e);
    }
    if (!CertPathUtil.canBeUsedForAuthentication(chain.get(0), false)) {
      throw new IllegalArgumentException(
          "secret %s: the first certificate in %s is not for servers: it has to allow digitalSignature, and serverAuth if it has an extended key usage"
              .formatted(secret, CERTIFICATE));
    }
    return new ServerCertificate(key, chain);
  }

  private static PrivateKey key(String secret, byte[] pem) {
    try {
      PrivateKey key =
          SslContextUtil.loadPemCredentials(new ByteArrayInputStream(pem)).getPrivateKey();
      if (key != null) {
        return key;
      }
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw unreadable(secret, e);
    }
    throw unreadable(secret, null);
  }

  /** The cause says what was expected, not what is there. */
  private static IllegalArgumentException unreadable(String secret, Exception cause) {
    return new IllegalArgumentException(
        "secret %s: %s is no private key in PEM that can be read: it has to be PKCS#8, or SEC 1 for a key on an elliptic curve, and without password; cert-manager writes PKCS#8 with privateKey.encoding: PKCS8"
            .formatted(secret, KEY),
        cause);
  }

  @Override
  public String toString() {
    return "ServerCertificate[" + chain.get(0).getSubjectX500Principal() + "]";
  }
}
