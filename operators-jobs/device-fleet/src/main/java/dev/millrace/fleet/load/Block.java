package dev.millrace.fleet.load;

/**
 * The value of an option Block1 or Block2 (RFC 7959 section 2.2).
 *
 * @param bytes of a block, a power of two from 16 to 1024
 */
record Block(int number, boolean more, int bytes) {
  private static final int SMALLEST = 16;
  private static final int LARGEST = 1024;
  private static final int NUMBER_SHIFT = 4;
  private static final int MORE = 8;
  private static final int SIZE = 7;

  static Block of(int value) {
    return new Block(value >> NUMBER_SHIFT, (value & MORE) != 0, SMALLEST << (value & SIZE));
  }

  /** Whether blocks can have this size. */
  static boolean isSize(int bytes) {
    return bytes >= SMALLEST && bytes <= LARGEST && Integer.bitCount(bytes) == 1;
  }

  int value() {
    int size = Integer.numberOfTrailingZeros(bytes / SMALLEST);
    return number << NUMBER_SHIFT | (more ? MORE : 0) | size;
  }

  /** Where the block begins in its body. */
  int offset() {
    return number * bytes;
  }
}
