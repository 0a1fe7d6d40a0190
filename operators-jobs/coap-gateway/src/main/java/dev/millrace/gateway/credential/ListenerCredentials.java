package dev.millrace.gateway.credential;

import dev.millrace.api.ListenerSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.api.SecretReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.auth.X509CertPath;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;

/**
 * What one listener proves itself by, and knows devices by. Immutable; its text form has no values.
 */
public final class ListenerCredentials {
  /** Of a listener that does not encrypt. */
  public static final ListenerCredentials NONE =
      new ListenerCredentials(Map.of(), Optional.empty(), Optional.empty());

  private final Map<String, byte[]> keys;
  private final Optional<ServerCertificate> certificate;
  private final Optional<DeviceAuthorities> authorities;

  private ListenerCredentials(
      Map<String, byte[]> keys,
      Optional<ServerCertificate> certificate,
      Optional<DeviceAuthorities> authorities) {
    this.keys = Map.copyOf(keys);
    this.certificate = certificate;
    this.authorities = authorities;
  }

  /**
   * Reads what a listener names.
   *
   * @param secrets their entries, by the name of the Secret
   * @throws IllegalArgumentException if anything is missing or wrong; the message says what, and no
   *     value
   */
  public static ListenerCredentials of(
      ListenerSpec listener, Map<String, Map<String, byte[]>> secrets) {
    if (listener.protocol() != Protocol.coaps) {
      return NONE;
    }
    if (listener.identities() == null && listener.certificate() == null) {
      throw new IllegalArgumentException(
          "needs identities.secretName, certificate.secretName, or both");
    }
    return new ListenerCredentials(
        keys(listener.identities(), secrets),
        named(listener.certificate())
            .map(name -> ServerCertificate.read(name, entries(name, secrets))),
        named(listener.deviceAuthorities())
            .map(name -> DeviceAuthorities.read(name, entries(name, secrets))));
  }

  private static Map<String, byte[]> keys(
      SecretReference identities, Map<String, Map<String, byte[]>> secrets) {
    if (identities == null) {
      return Map.of();
    }
    Map<String, byte[]> keys = entries(identities.secretName(), secrets);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no pre-shared keys in secret " + identities.secretName());
    }
    return keys;
  }

  private static Optional<String> named(SecretReference reference) {
    return Optional.ofNullable(reference).map(SecretReference::secretName);
  }

  private static Map<String, byte[]> entries(
      String secret, Map<String, Map<String, byte[]>> secrets) {
    return secrets.getOrDefault(secret, Map.of());
  }

  /** Pre-shared keys by identity; empty if devices are not known by keys. */
  Map<String, byte[]> keys() {
    return keys;
  }

  Optional<ServerCertificate> certificate() {
    return certificate;
  }

  /** Empty if devices show no certificate. */
  Optional<DeviceAuthorities> authorities() {
    return authorities;
  }

  /**
   * By what a device came, for {@link #stillKnow}: a digest of its pre-shared key. A certificate
   * speaks for itself.
   */
  public byte[] fingerprint(Principal device) {
    byte[] key =
        device instanceof PreSharedKeyIdentity known ? keys.get(known.getIdentity()) : null;
    if (key == null) {
      return new byte[0];
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(key);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Whether a device would be let in by what it came by to a listener with other credentials.
   *
   * @param device null for one that has shown nothing
   * @param fingerprint of those credentials
   */
  public boolean stillKnow(Principal device, byte[] fingerprint) {
    return switch (device) {
      case PreSharedKeyIdentity known ->
          keys.containsKey(known.getIdentity())
              && MessageDigest.isEqual(fingerprint(known), fingerprint);
      case X509CertPath shown -> authorities.map(issuers -> issuers.vouchFor(shown)).orElse(false);
      case null -> certificate.isPresent() && authorities.isEmpty();
      default -> false;
    };
  }

  /**
   * What is offered, preferred first: RFC 7252 sections 9.1.3.1 and 9.1.3.3 demand the suites with
   * CCM_8. Which key a certificate has may change while the listener runs.
   */
  List<CipherSuite> cipherSuites() {
    List<CipherSuite> suites = new ArrayList<>();
    if (!keys.isEmpty()) {
      suites.add(CipherSuite.TLS_PSK_WITH_AES_128_CCM_8);
      suites.add(CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256);
    }
    if (certificate.isPresent()) {
      suites.add(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);
      suites.add(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
      suites.add(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
    }
    return suites;
  }

  CertificateAuthenticationMode deviceAuthentication() {
    return authorities.isPresent()
        ? CertificateAuthenticationMode.NEEDED
        : CertificateAuthenticationMode.NONE;
  }

  @Override
  public String toString() {
    return "ListenerCredentials["
        + keys.size()
        + " keys, "
        + certificate.map(ServerCertificate::toString).orElse("no certificate")
        + "]";
  }
}
