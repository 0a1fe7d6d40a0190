package dev.millrace.gateway.credential;

import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.CertificateIdentityResult;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite.CertificateKeyAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.eclipse.californium.scandium.dtls.x509.CertificateProvider;
import org.eclipse.californium.scandium.util.ServerNames;

/** Shows devices the certificate of a listener, which may be replaced. Thread-safe. */
final class ListenerCertificate implements CertificateProvider {
  private volatile ServerCertificate held;

  /**
   * @param certificate null if the listener has none
   */
  ListenerCertificate(ServerCertificate certificate) {
    held = certificate;
  }

  void replace(ServerCertificate certificate) {
    held = certificate;
  }

  /** All that a certificate which comes later may have. */
  @Override
  public List<CertificateKeyAlgorithm> getSupportedCertificateKeyAlgorithms() {
    return List.of(CertificateKeyAlgorithm.EC, CertificateKeyAlgorithm.RSA);
  }

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return List.of(CertificateType.X_509);
  }

  /** There is one certificate, so a device that cannot take it gets no session. */
  @Override
  public CertificateIdentityResult requestCertificateIdentity(
      ConnectionId cid,
      boolean client,
      List<X500Principal> issuers,
      ServerNames serverNames,
      List<CertificateKeyAlgorithm> certificateKeyAlgorithms,
      List<SignatureAndHashAlgorithm> signatureAndHashAlgorithms,
      List<SupportedGroup> curves) {
    ServerCertificate now = held;
    return new CertificateIdentityResult(cid, now.key(), now.chain());
  }

  /** Every answer is given at once. */
  @Override
  public void setResultHandler(HandshakeResultHandler resultHandler) {}
}
