package dev.millrace.pod.stage;

import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.SecretFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Kafka client properties that name entries of a mounted Secret instead of holding them. A client
 * reads an entry when it is made, in the process that makes it: a job that goes from pod to pod
 * carries no secret. It is Kafka that makes an instance, by its name.
 */
public final class SecretReferences implements ConfigProvider {
  private static final String PROVIDER = "secret";
  private static final String DIRECTORY = "directory";

  private Path directory;

  /** Properties of these names, for clients of every process that has the Secret mounted here. */
  static Map<String, String> to(Path directory, Collection<String> names) {
    SortedMap<String, String> properties = new TreeMap<>();
    if (names.isEmpty()) {
      return properties;
    }
    names.forEach(name -> properties.put(name, "${" + PROVIDER + ":" + name + "}"));
    String provider = "config.providers." + PROVIDER;
    properties.put("config.providers", PROVIDER);
    properties.put(provider + ".class", SecretReferences.class.getName());
    properties.put(provider + ".param." + DIRECTORY, directory.toString());
    return properties;
  }

  @Override
  public void configure(Map<String, ?> parameters) {
    directory = Path.of((String) parameters.get(DIRECTORY));
  }

  @Override
  public ConfigData get(String path) {
    throw new ConfigException("entries of a Secret are asked for by their names");
  }

  /** Line ends behind a value are left out. */
  @Override
  public ConfigData get(String path, Set<String> names) {
    SortedMap<String, String> values = new TreeMap<>();
    SortedMap<String, byte[]> entries = entries();
    for (String name : names) {
      byte[] value = entries.get(name);
      if (value == null) {
        throw new ConfigException(directory.resolve(name) + " is not there any more");
      }
      values.put(name, new String(value, StandardCharsets.UTF_8).stripTrailing());
    }
    return new ConfigData(values);
  }

  private SortedMap<String, byte[]> entries() {
    try {
      return SecretFiles.read(directory);
    } catch (ConfigurationException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  @Override
  public void close() {
    // Nothing stays open.
  }
}
