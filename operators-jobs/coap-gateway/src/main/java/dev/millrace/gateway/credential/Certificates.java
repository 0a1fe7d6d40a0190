package dev.millrace.gateway.credential;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/** Reads certificates in PEM from an entry of a Secret. */
final class Certificates {
  private Certificates() {}

  /**
   * All certificates of an entry, in order; at least one.
   *
   * @throws IllegalArgumentException if the entry is missing or wrong; the message names it
   */
  static List<X509Certificate> read(String secret, String entry, Map<String, byte[]> entries) {
    byte[] pem = entry(secret, entry, entries);
    List<X509Certificate> read;
    try {
      read =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "secret %s: %s holds no certificates in PEM: %s".formatted(secret, entry, e.getMessage()),
          e);
    }
    if (read.isEmpty()) {
      throw new IllegalArgumentException("secret %s: %s is empty".formatted(secret, entry));
    }
    return read;
  }

  /**
   * The bytes of an entry.
   *
   * @throws IllegalArgumentException if it is missing; the message names it
   */
  static byte[] entry(String secret, String entry, Map<String, byte[]> entries) {
    byte[] value = entries.get(entry);
    if (value == null) {
      throw new IllegalArgumentException("secret %s has no entry %s".formatted(secret, entry));
    }
    return value;
  }
}
