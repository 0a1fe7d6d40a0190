package dev.millrace.e2e.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.e2e.interop.Order.Credentials;
import java.util.Map;

/** The pre-shared keys that the gateway knows. They protect nothing. */
final class Keys {
  static final String SECRET = "interop-keys";
  static final Credentials DEVICE = new Credentials("device-1", "key-of-device-1");

  private Keys() {}

  /** By identity. */
  static Map<String, byte[]> all() {
    return Map.of(DEVICE.identity(), DEVICE.key().getBytes(UTF_8));
  }

  /** Whether the gateway lets nobody in by them. */
  static boolean areWrong(Credentials credentials) {
    return !credentials.equals(DEVICE);
  }
}
