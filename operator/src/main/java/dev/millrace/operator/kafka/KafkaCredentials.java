package dev.millrace.operator.kafka;

import dev.millrace.controllog.KafkaConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the Secret of a Kafka cluster: entries with the name of a client property are set; entries
 * that are key stores become files, since properties name them by their path in a pod.
 *
 * @param directory where such files are kept
 */
public record KafkaCredentials(Path directory) {
  /** Where pods see the Secret. */
  private static final String IN_A_POD = "/etc/millrace-kafka/";

  private static final Pattern PROPERTY = Pattern.compile("(security|sasl|ssl)\\.[a-z.]+");
  private static final Pattern STORE = Pattern.compile("[A-Za-z0-9._-]+\\.(pem|jks|p12)");

  /**
   * A connection with the entries of a Secret.
   *
   * @param secret by entry; empty without credentials
   * @throws UncheckedIOException if a file cannot be written
   */
  public KafkaConnection connection(
      String bootstrapServers, String name, Map<String, byte[]> secret) {
    Path place = directory.resolve(name);
    Map<String, String> properties = new TreeMap<>();
    secret.forEach(
        (entry, value) -> {
          if (STORE.matcher(entry).matches()) {
            store(place.resolve(entry), value);
          } else if (PROPERTY.matcher(entry).matches()) {
            String text = new String(value, StandardCharsets.UTF_8).strip();
            properties.put(entry, text.replace(IN_A_POD, place + "/"));
          }
        });
    return new KafkaConnection(bootstrapServers, properties);
  }

  private static void store(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
