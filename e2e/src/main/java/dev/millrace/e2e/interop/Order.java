package dev.millrace.e2e.interop;

import java.util.OptionalInt;

/**
 * What a foreign client is to send.
 *
 * @param path with query, percent-encoded
 * @param format number of the content format; empty sends none
 * @param body empty sends none
 * @param blockSize of an upload or a download in blocks; empty leaves it to the client
 * @param credentials null sends plain CoAP
 */
// A body is compared byte by byte where it is compared.
@SuppressWarnings("ArrayRecordComponent")
record Order(
    Method method,
    String path,
    OptionalInt format,
    byte[] body,
    boolean confirmable,
    OptionalInt blockSize,
    Credentials credentials) {
  /** Methods by the names that all clients know. */
  enum Method {
    GET,
    POST,
    PUT,
    DELETE
  }

  /** A pre-shared key. */
  record Credentials(String identity, String key) {}

  static Order get(String path) {
    return new Order(
        Method.GET, path, OptionalInt.empty(), new byte[0], true, OptionalInt.empty(), null);
  }

  static Order post(String path, int format, byte[] body) {
    return new Order(
        Method.POST, path, OptionalInt.of(format), body, true, OptionalInt.empty(), null);
  }

  Order by(Method other) {
    return new Order(other, path, format, body, confirmable, blockSize, credentials);
  }

  Order nonConfirmable() {
    return new Order(method, path, format, body, false, blockSize, credentials);
  }

  Order inBlocksOf(int bytes) {
    return new Order(method, path, format, body, confirmable, OptionalInt.of(bytes), credentials);
  }

  Order as(String identity, String key) {
    return new Order(
        method, path, format, body, confirmable, blockSize, new Credentials(identity, key));
  }
}
