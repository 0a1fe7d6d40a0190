package dev.millrace.e2e.interop;

/**
 * An order and what has to come of it.
 *
 * @param code of the answer
 * @param body of the answer; null if it does not matter
 * @param key of the record that is in Kafka then; null if none may be there
 */
// A body is compared byte by byte where it is compared.
@SuppressWarnings("ArrayRecordComponent")
record Case(String name, Order order, String code, byte[] body, String key) {
  private static final int OCTETS = 42;

  static Case stored(String name, Order order, String key) {
    return new Case(name, order, "2.04", null, key);
  }

  static Case refused(String name, Order order, String code) {
    return new Case(name, order, code, null, null);
  }

  static Case answered(String name, Order order, byte[] body) {
    return new Case(name, order, "2.05", body, null);
  }

  /** The content format that the record has to say: a body without one is octets. */
  int recordFormat() {
    return order.format().orElse(OCTETS);
  }
}
