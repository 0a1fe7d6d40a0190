package dev.millrace.stream.state;

import java.nio.charset.StandardCharsets;

/**
 * A record's key with its hash, computed once a record. A record without a key has {@link #EMPTY}.
 *
 * @param text the key as text
 * @param hash {@link Hash64#of(byte[])} of the text in UTF-8
 */
public record RecordKey(String text, long hash) implements Comparable<RecordKey> {
  /** The key of records that have none. */
  public static final RecordKey EMPTY = of("");

  /** The key with this text. */
  public static RecordKey of(String text) {
    return of(text, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * As {@link #of(String)}, for a caller that has both.
   *
   * @param utf8 the text in UTF-8
   */
  public static RecordKey of(String text, byte[] utf8) {
    return new RecordKey(text, Hash64.of(utf8));
  }

  /** Order by UTF-16 code units, the order in which results of one deadline are produced. */
  @Override
  public int compareTo(RecordKey other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordKey key && hash == key.hash && text.equals(key.text);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash);
  }
}
