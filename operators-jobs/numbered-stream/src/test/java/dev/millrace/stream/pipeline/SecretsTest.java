package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets by name; a value must never show up in a message. */
class SecretsTest {
  @TempDir private Path copy;
  private ManifestDirectory parking;

  @BeforeEach
  void start() {
    parking = ManifestDirectory.of("valid-parking", copy);
  }

  @Test
  void theSecretOfAListenerDoesNotExist() {
    assertThat(parking.with("gateway.yaml", "gate-keys", "gates-keys").problems())
        .containsExactly(
            "gateway.yaml:9  spec.listeners[1].identities.secretName: no Secret 'gates-keys' in"
                + " namespace default. Secrets: device-keys, gate-keys. Did you mean 'gate-keys'?");
  }

  @Test
  void aListenersSecretsHoldCertificates() {
    assertThat(
            parking
                .with(
                    "gateway.yaml",
                    "identities: {secretName: gate-keys}}",
                    "identities: {secretName: gate-keys}, certificate: {secretName: gate-keys},"
                        + " deviceAuthorities: {secretName: makers}}")
                .problems())
        .containsExactly(
            "gateway.yaml:9  spec.listeners[1].certificate.secretName: Secret gate-keys has no"
                + " entry tls.crt. It needs: tls.crt, tls.key.",
            "gateway.yaml:9  spec.listeners[1].certificate.secretName: Secret gate-keys has no"
                + " entry tls.key. It needs: tls.crt, tls.key.",
            "gateway.yaml:9  spec.listeners[1].deviceAuthorities.secretName: no Secret 'makers' in"
                + " namespace default. Secrets: device-keys, gate-keys.");
  }

  @Test // Would catch: a gateway that starts and finds no key for its sessions
  void theSecretForHandingSessionsOverHasNoKey() {
    assertThat(
            parking
                .with(
                    "gateway.yaml",
                    "  listeners:",
                    "  handOver: {topic: sessions, key: {secretName: gate-keys}}\n  listeners:")
                .problems())
        .singleElement()
        .asString()
        .endsWith(
            "spec.handOver.key.secretName: Secret gate-keys has no entry key. It needs: key.");
  }

  @Test
  void theSecretOfAFleetDoesNotExist() {
    assertThat(parking.with("fleet.yaml", "device-keys", "lost").problems())
        .containsExactly(
            "fleet.yaml:16  spec.identities.secretName: no Secret 'lost' in namespace default."
                + " Secrets: device-keys, gate-keys.");
  }

  @Test
  void theCredentialsOfKafkaDoNotExist() {
    String kafka = "{bootstrapServers: \"kafka:9092\"}";
    String secured = "{bootstrapServers: \"kafka:9092\", credentials: {secretName: broker}}";
    assertThat(parking.with("pipeline.yaml", kafka, secured).problems())
        .containsExactly(
            "pipeline.yaml:5  spec.kafka.credentials.secretName: no Secret 'broker' in namespace"
                + " default. Secrets: device-keys, gate-keys.");
  }

  @Test
  void aSecretHoldsNoIdentity() {
    assertThat(
            parking
                .with(
                    "secrets.yaml",
                    "stringData: {gate-0: key-of-gate-0, gate-1: key-of-gate-1}\n",
                    "stringData: {}\n")
                .problems())
        .containsExactly(
            "fleet.yaml:16  spec.identities.secretName: Secret device-keys holds no identity."
                + " Give it an entry for each identity: its name and its pre-shared key.");
  }

  @Test
  void theGatewayDoesNotKnowAnIdentityAndNoValueIsShown() {
    assertThat(
            parking
                .with(
                    "secrets.yaml",
                    "{gate-0: key-of-gate-0, gate-1: key-of-gate-1}",
                    "{gate-0: key-of-gate-0, gate-9: key-of-gate-9, gate-8: key-of-gate-8}")
                .problems())
        .containsExactly(
            "fleet.yaml:16  spec.identities.secretName: gateway gates does not know 2 of the"
                + " identities in Secret device-keys, the first is 'gate-8'."
                + " Add them to the Secret of its coaps listener.")
        .noneMatch(line -> line.contains("key-of"));
  }
}
