package dev.millrace.stream.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 64-bit hash behind cell keys, state digests and chain hashes: not cryptographic, the same on
 * every machine and in every engine. Words are mixed with the finaliser of SplitMix64 (Steele, Lea,
 * Flood 2014).
 */
public final class Hash64 {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SEED = 0x9E3779B97F4A7C15L;
  private static final long STEP = 0xC2B2AE3D27D4EB4FL;

  private Hash64() {}

  /** A bijection of 64 bits in which every input bit affects every output bit. */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Continues {@code hash} with one more word; the order of words matters. */
  public static long combine(long hash, long word) {
    return Long.rotateLeft(hash ^ (word * STEP), 29) * SEED + word;
  }

  /** Hash of a byte string; null and the empty string differ. */
  public static long of(byte[] bytes) {
    if (bytes == null) {
      return SEED;
    }
    long hash = STEP ^ bytes.length;
    int position = 0;
    for (; position + Long.BYTES <= bytes.length; position += Long.BYTES) {
      hash = combine(hash, (long) WORDS.get(bytes, position));
    }
    long rest = 0;
    for (; position < bytes.length; position++) {
      rest = rest << 8 | (bytes[position] & 0xFF);
    }
    return mix(combine(hash, rest));
  }

  /** Hash of the UTF-16 code units of a string; null and the empty string differ. */
  public static long of(String text) {
    if (text == null) {
      return SEED;
    }
    int length = text.length();
    long hash = STEP ^ length;
    long word = 0;
    for (int i = 0; i < length; i++) {
      word = word << 16 | text.charAt(i);
      if ((i & 3) == 3) {
        hash = combine(hash, word);
        word = 0;
      }
    }
    return mix(combine(hash, word));
  }
}
