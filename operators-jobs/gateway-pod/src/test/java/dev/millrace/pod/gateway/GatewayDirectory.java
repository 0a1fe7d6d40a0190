package dev.millrace.pod.gateway;

import dev.millrace.pod.PodEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files of a gateway, as an operator would write them and the kubelet replace them. */
final class GatewayDirectory {
  static final String PLAIN = "{\"protocol\": \"coap\", \"port\": 0}";
  static final String SECURE =
      "{\"protocol\": \"coaps\", \"port\": 0, \"identities\": {\"secretName\": \"keys\"}}";

  private final Path root;
  private final String bootstrapServers;

  GatewayDirectory(Path root, String bootstrapServers) {
    this.root = root;
    this.bootstrapServers = bootstrapServers;
  }

  /** Writes the description; a resource is a path and its topic. */
  GatewayDirectory write(String listener, String limits, String... resources) throws IOException {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < resources.length; i += 2) {
      json.append(i == 0 ? "" : ", ")
          .append(
              "{\"path\": \"%s\", \"topic\": \"%s\"}".formatted(resources[i], resources[i + 1]));
    }
    return write(
        """
        {"name": "north", "spec": {"pool": "edge", "kafka": {"bootstrapServers": "%s"},
          "listeners": [%s], "limits": %s, "resources": [%s]}}
        """
            .formatted(bootstrapServers, listener, limits, json));
  }

  GatewayDirectory write(String text) throws IOException {
    Path directory = Files.createDirectories(root.resolve("config"));
    Path next = Files.writeString(root.resolve("next"), text);
    Files.move(next, directory.resolve("gateway.json"), StandardCopyOption.ATOMIC_MOVE);
    return this;
  }

  /** Writes one key of the Secret {@code keys}. */
  GatewayDirectory key(String identity, String key) throws IOException {
    Path secret = Files.createDirectories(root.resolve("identities").resolve("keys"));
    Path next = Files.writeString(root.resolve("next"), key);
    Files.move(next, secret.resolve(identity), StandardCopyOption.REPLACE_EXISTING);
    return this;
  }

  PodEnvironment environment() {
    return new PodEnvironment(
        "127.0.0.1",
        root.resolve("config"),
        root.resolve("kafka"),
        root.resolve("identities"),
        root.resolve("state"),
        0,
        "test",
        "node");
  }
}
