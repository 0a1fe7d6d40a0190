package dev.millrace.e2e.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * What a device has to know and to show, as {@code e2e/gateway.sh} makes it.
 *
 * @param key its private key
 * @param certificate that goes with it
 * @param authority whose certificates it believes
 */
record DeviceKeys(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
  /** Reads {@code device.key}, {@code device.crt} and {@code ca.crt}, all in PEM. */
  static DeviceKeys read(Path directory) throws IOException, GeneralSecurityException {
    return new DeviceKeys(
        key(directory.resolve("device.key")),
        certificate(directory.resolve("device.crt")),
        certificate(directory.resolve("ca.crt")));
  }

  private static X509Certificate certificate(Path file)
      throws IOException, GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String base64 =
        Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
            .filter(line -> !line.startsWith("-----"))
            .collect(Collectors.joining());
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  /** The class must not leak the key into a log. */
  @Override
  public String toString() {
    return "DeviceKeys[" + certificate.getSubjectX500Principal() + "]";
  }
}
