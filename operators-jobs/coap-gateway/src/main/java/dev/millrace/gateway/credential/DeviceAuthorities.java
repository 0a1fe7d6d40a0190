package dev.millrace.gateway.credential;

import dev.millrace.api.ListenerSecrets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.elements.auth.X509CertPath;
import org.eclipse.californium.elements.util.CertPathUtil;

/**
 * Those who issue devices' certificates.
 *
 * @param certificates of them, at least one
 */
record DeviceAuthorities(List<X509Certificate> certificates) {
  /**
   * Reads them from a Secret, of which nothing else is looked at.
   *
   * @throws IllegalArgumentException if the entry is missing or wrong; the message names it
   */
  static DeviceAuthorities read(String secret, Map<String, byte[]> entries) {
    return new DeviceAuthorities(
        Certificates.read(secret, ListenerSecrets.AUTHORITIES, entries).stream()
            .distinct()
            .toList());
  }

  /** Whether a device's certificate is issued by one of them, and is in force. */
  boolean vouchFor(X509CertPath device) {
    try {
      CertPathUtil.validateCertificatePathWithIssuer(true, device.getPath(), array());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** As the DTLS stack wants them. An empty array would mean to it: trust everybody. */
  X509Certificate[] array() {
    return certificates.toArray(X509Certificate[]::new);
  }
}
