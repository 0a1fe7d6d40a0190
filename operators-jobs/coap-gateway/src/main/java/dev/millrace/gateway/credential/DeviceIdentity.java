package dev.millrace.gateway.credential;

import java.security.Principal;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.auth.X509CertPath;
import org.eclipse.californium.elements.util.CertPathUtil;

/** The name by which an authenticated device is known to expressions. */
public final class DeviceIdentity {
  /** General names of a subjectAltName (RFC 5280 section 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private static final int URI = 6;

  private DeviceIdentity() {}

  /**
   * The identity of a pre-shared key; of a certificate the first dNSName of its subjectAltName,
   * else the first URI there, else the CN of its subject (RFC 7252 section 9.1.3.3: a common name
   * counts only where there is no alternative). Empty if there is none of them, or nobody is
   * authenticated.
   */
  public static String of(Principal device) {
    if (device instanceof PreSharedKeyIdentity known) {
      return known.getIdentity();
    }
    return device instanceof X509CertPath shown ? of(shown.getTarget()) : "";
  }

  private static String of(X509Certificate certificate) {
    return alternative(certificate, DNS_NAME)
        .or(() -> alternative(certificate, URI))
        .or(() -> Optional.ofNullable(CertPathUtil.getSubjectsCn(certificate)))
        .orElse("");
  }

  private static Optional<String> alternative(X509Certificate certificate, int kind) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      // What cannot be read names nobody.
      return Optional.empty();
    }
    return names == null
        ? Optional.empty()
        : names.stream()
            .filter(name -> name.get(0).equals(kind))
            .map(name -> (String) name.get(1))
            .findFirst();
  }
}
