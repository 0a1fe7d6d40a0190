package dev.millrace.pod;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the Secret with Kafka credentials. An entry named as a client property for security is that
 * property; one that ends in {@code .pem}, {@code .jks} or {@code .p12} is a file that properties
 * may point at.
 */
public final class KafkaCredentials {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaCredentials.class);
  private static final Pattern PROPERTY = Pattern.compile("(security|sasl|ssl)\\..+");
  private static final Pattern FILE = Pattern.compile(".+\\.(pem|jks|p12)");

  private KafkaCredentials() {}

  /**
   * The properties; none if there is no such directory. Line ends behind a value are left out.
   *
   * @param known names of the properties that Kafka's clients know
   * @throws ConfigurationException if an entry looks like a property and none has its name, or an
   *     entry cannot be read
   */
  public static Map<String, String> read(Path directory, Set<String> known)
      throws ConfigurationException {
    SortedMap<String, String> properties = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : SecretFiles.read(directory).entrySet()) {
      String name = entry.getKey();
      if (FILE.matcher(name).matches()) {
        continue;
      }
      if (!PROPERTY.matcher(name).matches()) {
        LOG.warn("{} is no property for security and no .pem, .jks or .p12 file: not used", name);
      } else if (known.contains(name)) {
        properties.put(name, new String(entry.getValue(), StandardCharsets.UTF_8).stripTrailing());
      } else {
        throw ConfigurationException.of(
            directory.resolve(name), "Kafka's clients have no property of this name");
      }
    }
    return properties;
  }
}
