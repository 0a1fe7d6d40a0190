package dev.millrace.gateway.observe;

import java.nio.charset.StandardCharsets;

/**
 * What a resource shows: a key of a topic.
 *
 * @param key its bytes, each as one character: equal for equal bytes, and one byte each in memory
 */
public record Subject(String topic, String key) {
  /** The subject of a key that an expression yields, as gateways and stages encode it. */
  public static Subject of(String topic, String key) {
    return of(topic, key.getBytes(StandardCharsets.UTF_8));
  }

  static Subject of(String topic, byte[] key) {
    return new Subject(topic, new String(key, StandardCharsets.ISO_8859_1));
  }
}
