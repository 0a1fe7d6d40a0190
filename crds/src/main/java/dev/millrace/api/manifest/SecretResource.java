package dev.millrace.api.manifest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of a Secret by key. Its text form names the keys and never shows a value. */
public final class SecretResource {
  private final Map<String, byte[]> data;

  SecretResource(Map<String, byte[]> data) {
    Map<String, byte[]> copy = new LinkedHashMap<>();
    data.forEach((key, value) -> copy.put(key, value.clone()));
    this.data = copy;
  }

  /** The keys, in the order of the file. */
  public Set<String> keys() {
    return Set.copyOf(data.keySet());
  }

  /** A copy of the value of {@code key}. */
  public Optional<byte[]> value(String key) {
    return Optional.ofNullable(data.get(key)).map(byte[]::clone);
  }

  @Override
  public String toString() {
    return "Secret" + data.keySet();
  }
}
