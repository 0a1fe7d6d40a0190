package dev.millrace.fleet.load;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The pre-shared keys with which the clients of a secured load come, each by an identity of its
 * own. They follow from the client's number, so they protect nothing.
 */
public final class LoadKeys {
  private LoadKeys() {}

  /** The keys of so many clients, by identity, for the server. */
  public static Map<String, byte[]> of(int clients) {
    Map<String, byte[]> keys = new HashMap<>();
    for (int client = 0; client < clients; client++) {
      keys.put(identity(client), key(client));
    }
    return keys;
  }

  /** By what a client is known. */
  public static String identity(int client) {
    return "client-" + client;
  }

  static byte[] key(int client) {
    return ("of client " + client).getBytes(StandardCharsets.UTF_8);
  }
}
