package dev.millrace.gateway.credential;

import java.net.InetSocketAddress;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;

/** Verifies the certificates of devices; the authorities may be replaced. Thread-safe. */
final class DeviceVerifier implements NewAdvancedCertificateVerifier {
  private record Held(DeviceAuthorities authorities, NewAdvancedCertificateVerifier verifier) {
    static Held of(DeviceAuthorities authorities) {
      return new Held(
          authorities,
          StaticNewAdvancedCertificateVerifier.builder()
              .setTrustedCertificates(authorities.array())
              .build());
    }
  }

  private volatile Held held;

  /**
   * @param authorities null if devices show no certificate
   */
  DeviceVerifier(DeviceAuthorities authorities) {
    held = authorities == null ? null : Held.of(authorities);
  }

  /** Replaces the authorities; returns whether they are others than before. */
  boolean replace(DeviceAuthorities authorities) {
    Held before = held;
    held = Held.of(authorities);
    return !before.authorities().equals(authorities);
  }

  DeviceAuthorities authorities() {
    return held.authorities();
  }

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return List.of(CertificateType.X_509);
  }

  @Override
  public CertificateVerificationResult verifyCertificate(
      ConnectionId cid,
      ServerNames serverName,
      InetSocketAddress remotePeer,
      boolean clientUsage,
      boolean verifySubject,
      boolean truncateCertificatePath,
      CertificateMessage message) {
    return held.verifier()
        .verifyCertificate(
            cid,
            serverName,
            remotePeer,
            clientUsage,
            verifySubject,
            truncateCertificatePath,
            message);
  }

  @Override
  public List<X500Principal> getAcceptedIssuers() {
    return held.verifier().getAcceptedIssuers();
  }

  /** Every answer is given at once. */
  @Override
  public void setResultHandler(HandshakeResultHandler resultHandler) {}
}
