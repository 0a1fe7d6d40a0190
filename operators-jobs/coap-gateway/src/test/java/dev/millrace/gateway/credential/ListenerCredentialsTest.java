package dev.millrace.gateway.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.ListenerSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.api.SecretReference;
import dev.millrace.gateway.testing.Authority;
import dev.millrace.gateway.testing.Authority.Issued;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Secrets have to hold. */
class ListenerCredentialsTest {
  private static final ListenerSpec BOTH =
      new ListenerSpec(
          Protocol.coaps,
          5684,
          new SecretReference("keys"),
          new SecretReference("tls"),
          new SecretReference("makers"));

  private static Authority authority;
  private static Issued own;

  @BeforeAll
  static void issue() throws Exception {
    authority = new Authority("makers");
    own = authority.issue("gateway");
  }

  private static Map<String, byte[]> keys() {
    return Map.of("g1", "one".getBytes(UTF_8));
  }

  private static Map<String, Map<String, byte[]>> secrets(Map<String, byte[]> tls) {
    return Map.of("keys", keys(), "tls", tls, "makers", authority.secret());
  }

  private static Map<String, byte[]> tlsWith(String entry, byte[] value) {
    Map<String, byte[]> tls = new HashMap<>(own.secret());
    tls.put(entry, value);
    return tls;
  }

  @Test
  void keysAndCertificatesOfOneListenerAreRead() {
    ListenerCredentials read = ListenerCredentials.of(BOTH, secrets(own.secret()));

    assertThat(read.keys()).containsOnlyKeys("g1");
    assertThat(read.certificate().orElseThrow().chain()).isEqualTo(own.chain());
    assertThat(read.authorities().orElseThrow().certificates())
        .containsExactly(authority.certificate());
    assertThat(read.cipherSuites())
        .startsWith(CipherSuite.TLS_PSK_WITH_AES_128_CCM_8)
        .contains(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);
    assertThat(read.toString()).contains("1 keys", "CN=gateway").doesNotContain("one");
  }

  @Test
  void keysOnEllipticCurvesAreReadInBothForms() throws Exception {
    Map<String, byte[]> sec1 = tlsWith("tls.key", own.sec1());

    assertThat(ListenerCredentials.of(BOTH, secrets(sec1)).certificate()).isPresent();
  }

  @Test
  void whatIsMissingOrWrongIsNamedAndNoValueIs() throws Exception {
    assertRefused(Map.of("tls.crt", new byte[0]), "secret tls: tls.crt is empty");
    assertRefused(
        Map.of("tls.crt", own.secret().get("tls.crt")), "secret tls has no entry tls.key");
    assertRefused(tlsWith("tls.crt", "secret".getBytes(UTF_8)), "tls.crt holds no certificates");
    assertRefused(tlsWith("tls.key", "secret".getBytes(UTF_8)), "tls.key is no private key");
    assertRefused(
        tlsWith("tls.key", Authority.pem(Authority.rsa().getPrivate())), "encoding: PKCS8");
    assertRefused(
        tlsWith("tls.key", Authority.pkcs8(Authority.ellipticCurve().getPrivate())),
        "tls.key is not the key of the first certificate");
    assertRefused(
        tlsWith("tls.crt", Authority.pem(authority.certificate())), "tls.key is not the key");
  }

  private static void assertRefused(Map<String, byte[]> tls, String message) {
    assertThatThrownBy(() -> ListenerCredentials.of(BOTH, secrets(tls)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("BEGIN", "secret\n");
  }

  @Test
  void authoritiesHaveToBeThere() {
    assertThatThrownBy(
            () ->
                ListenerCredentials.of(
                    BOTH, Map.of("keys", keys(), "tls", own.secret(), "makers", keys())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secret makers has no entry ca.crt");
  }

  @Test
  void aListenerThatEncryptsNeedsEither() {
    assertThatThrownBy(
            () -> ListenerCredentials.of(new ListenerSpec(Protocol.coaps, 5684, null), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("identities.secretName, certificate.secretName, or both");
  }
}
