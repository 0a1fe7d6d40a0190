package dev.millrace.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets as the kubelet mounts them. */
class KafkaCredentialsTest {
  private static final Set<String> KNOWN =
      Set.of("security.protocol", "sasl.mechanism", "ssl.truststore.location", "acks");

  @TempDir Path mount;

  @Test
  void takesPropertiesFromTheVersionThatIsInForce() throws Exception {
    Path old = Files.createDirectories(mount.resolve("..2026_01"));
    Path current = Files.createDirectories(mount.resolve("..2026_02"));
    Files.writeString(old.resolve("security.protocol"), "PLAINTEXT");
    Files.writeString(current.resolve("security.protocol"), "SASL_SSL\n");
    Files.writeString(current.resolve("sasl.mechanism"), "SCRAM-SHA-512");
    Files.createSymbolicLink(mount.resolve("..data"), current.getFileName());
    Files.createSymbolicLink(
        mount.resolve("security.protocol"), Path.of("..data/security.protocol"));

    assertThat(KafkaCredentials.read(mount, KNOWN))
        .containsOnly(
            entry("security.protocol", "SASL_SSL"), entry("sasl.mechanism", "SCRAM-SHA-512"));
  }

  @Test
  void leavesFilesAndWhatIsNoPropertyForSecurity() throws Exception {
    Files.writeString(mount.resolve("ssl.ca.pem"), "a file");
    Files.writeString(mount.resolve("acks"), "0");
    Files.writeString(mount.resolve("user.password"), "secret");

    assertThat(KafkaCredentials.read(mount, KNOWN)).isEmpty();
  }

  @Test
  void namesWhatLooksLikeAPropertyAndIsNone() throws Exception {
    Files.writeString(mount.resolve("sasl.mechanisms"), "top secret");

    assertThatThrownBy(() -> KafkaCredentials.read(mount, KNOWN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sasl.mechanisms")
        .hasMessageNotContaining("top secret");
  }

  @Test
  void thereNeedNotBeAny() throws Exception {
    assertThat(KafkaCredentials.read(mount.resolve("none"), KNOWN)).isEmpty();
  }
}
