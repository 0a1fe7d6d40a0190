package dev.millrace.gateway.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Issues certificates, as the maker of devices or a cluster's issuer does. */
public final class Authority {
  private static final Duration VALIDITY = Duration.ofDays(1);
  private static long serial;

  private final X500Principal name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  /** A certificate, those above it, and its key. */
  public record Issued(PrivateKey key, List<X509Certificate> chain) {
    /** The entries of a Secret of type {@code kubernetes.io/tls}. */
    public Map<String, byte[]> secret() {
      return Map.of("tls.crt", pem(chain.toArray()), "tls.key", pkcs8(key));
    }

    /** The key, on an elliptic curve, in SEC 1, as OpenSSL and cert-manager write it. */
    public byte[] sec1() throws IOException {
      byte[] key = chain.get(0).getPublicKey().getEncoded();
      return pem(
          new PemObject(
              "EC PRIVATE KEY",
              new org.bouncycastle.asn1.sec.ECPrivateKey(
                      256,
                      ((ECPrivateKey) this.key).getS(),
                      SubjectPublicKeyInfo.getInstance(key).getPublicKeyData(),
                      SECObjectIdentifiers.secp256r1)
                  .getEncoded()));
    }
  }

  public Authority(String commonName) throws GeneralSecurityException {
    name = new X500Principal("CN=" + commonName);
    keys = ellipticCurve();
    certificate = issue(name, keys, name, null, true);
  }

  /** Issues a certificate on an elliptic curve. */
  public Issued issue(String commonName, GeneralName... alternatives)
      throws GeneralSecurityException {
    return issue(ellipticCurve(), commonName, alternatives);
  }

  /** Issues a certificate for a key. */
  public Issued issue(KeyPair of, String commonName, GeneralName... alternatives)
      throws GeneralSecurityException {
    GeneralNames names = alternatives.length == 0 ? null : new GeneralNames(alternatives);
    X500Principal subject = new X500Principal("CN=" + commonName + ",O=makers");
    return new Issued(of.getPrivate(), List.of(issue(subject, of, name, names, false)));
  }

  private X509Certificate issue(
      X500Principal subject,
      KeyPair of,
      X500Principal issuer,
      GeneralNames alternatives,
      boolean authority)
      throws GeneralSecurityException {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            BigInteger.valueOf(++serial),
            Date.from(now.minus(VALIDITY)),
            Date.from(now.plus(VALIDITY)),
            subject,
            of.getPublic());
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
      if (alternatives != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives);
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  public static KeyPair ellipticCurve() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  public static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** The entries of a Secret with the authority's certificate. */
  public Map<String, byte[]> secret() {
    return Map.of("ca.crt", pem(certificate));
  }

  /** A key in PKCS#8. */
  public static byte[] pkcs8(PrivateKey key) {
    try {
      return pem(new JcaPKCS8Generator(key, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Objects in PEM, one after the other; of a private key in the form of its own algorithm. */
  public static byte[] pem(Object... objects) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
