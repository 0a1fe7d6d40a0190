package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.ListenerSpec.Protocol;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Nothing is read of a Secret that is not needed: beside an authority's certificate lies its key.
 */
class ListenerSecretsTest {
  private static ListenerSpec listener(String identities, String certificate, String authorities) {
    return new ListenerSpec(
        Protocol.coaps, 5684, named(identities), named(certificate), named(authorities));
  }

  private static SecretReference named(String secret) {
    return secret == null ? null : new SecretReference(secret);
  }

  @Test
  void ofAuthoritiesOnlyTheirCertificatesAreRead() {
    ListenerSecrets secrets =
        ListenerSecrets.of(
            List.of(
                new ListenerSpec(Protocol.coap, 5683, null), listener("keys", "tls", "makers")));

    assertThat(secrets.entries()).containsOnlyKeys("keys", "tls", "makers");
    assertThat(secrets.entries().get("keys")).as("all").isEmpty();
    assertThat(secrets.entries().get("tls")).isEqualTo(Set.of("tls.crt", "tls.key"));
    assertThat(secrets.entries().get("makers")).isEqualTo(Set.of("ca.crt"));
  }

  @Test
  void whatIsNamedTwiceIsReadForBoth() {
    ListenerSecrets secrets =
        ListenerSecrets.of(List.of(listener(null, "tls", "tls"), listener("any", "any", null)));

    assertThat(secrets.entries().get("tls")).containsExactly("ca.crt", "tls.crt", "tls.key");
    assertThat(secrets.entries().get("any")).as("all").isEmpty();
  }
}
