package dev.millrace.gateway.publish;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** What two records of one exchange have in common, in 16 bytes: a digest of some headers. */
record ExchangeKey(long high, long low) {
  /**
   * The key of a record.
   *
   * @param names of the headers that name the exchange
   * @return null if the record lacks one of them
   */
  static ExchangeKey of(Iterable<Header> headers, List<String> names) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : names) {
        byte[] value = last(headers, name);
        if (value == null) {
          return null;
        }
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).flip());
        digest.update(value);
      }
      ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
      return new ExchangeKey(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] last(Iterable<Header> headers, String name) {
    byte[] value = null;
    for (Header header : headers) {
      if (header.key().equals(name)) {
        value = header.value();
      }
    }
    return value;
  }
}
