package dev.millrace.gateway.fuzz;

import dev.millrace.gateway.testing.DatagramBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes datagrams: those of the corpus with damage, and well-built ones that make little sense. */
final class WireFuzzer {
  private static final int MAX_CHANGES = 6;
  private static final int[] OPTIONS = {
    1, 3, 4, 5, 6, 7, 8, 9, 11, 11, 11, 12, 12, 14, 15, 16, 17, 20, 23, 23, 27, 27, 27, 28, 35, 39,
    60, 252, 258, 292, 2049, 65_000
  };
  private static final int[] FORMATS = {0, 40, 42, 50, 60, 110, 112, 65_535};
  private static final String[] SEGMENTS = {"a", "j", "s", ".well-known", "core", "", "..", "é"};

  private final List<byte[]> seeds;
  private final Random random;

  WireFuzzer(List<byte[]> seeds, long seed) {
    this.seeds = seeds;
    this.random = new Random(seed);
  }

  /** The next datagram, with this message id if it is long enough to have one. */
  byte[] next(int mid) {
    byte[] made =
        switch (random.nextInt(8)) {
          case 0 -> noise();
          case 1, 2, 3 -> built();
          default -> damaged(any());
        };
    if (made.length >= 4) {
      made[2] = (byte) (mid >> 8);
      made[3] = (byte) mid;
    }
    return made;
  }

  private byte[] any() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(60)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] damaged(byte[] original) {
    byte[] bytes = original.clone();
    for (int change = random.nextInt(MAX_CHANGES); change >= 0 && bytes.length > 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> bytes = joined(Arrays.copyOf(bytes, at), any(), random.nextInt(20));
        default -> bytes = joined(bytes, bytes, at);
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] front, byte[] source, int from) {
    byte[] back = from < source.length ? Arrays.copyOfRange(source, from, source.length) : source;
    byte[] all = Arrays.copyOf(front, front.length + back.length);
    System.arraycopy(back, 0, all, front.length, back.length);
    return all;
  }

  private byte[] built() {
    int code = random.nextInt(4) == 0 ? random.nextInt(256) : 1 + random.nextInt(4);
    DatagramBuilder message = DatagramBuilder.message(random.nextInt(9) / 4, code, 0);
    byte[] token = new byte[random.nextInt(9)];
    random.nextBytes(token);
    message.token(token).path("/" + SEGMENTS[random.nextInt(SEGMENTS.length)]);
    for (int option = random.nextInt(4); option > 0; option--) {
      addOption(message);
    }
    return message.payload(payload()).bytes();
  }

  private void addOption(DatagramBuilder message) {
    int number = OPTIONS[random.nextInt(OPTIONS.length)];
    switch (number) {
      case DatagramBuilder.URI_PATH ->
          message.path("/" + SEGMENTS[random.nextInt(SEGMENTS.length)]);
      case DatagramBuilder.CONTENT_FORMAT ->
          message.option(number, FORMATS[random.nextInt(FORMATS.length)]);
      case DatagramBuilder.BLOCK1, DatagramBuilder.BLOCK2 ->
          message.block(
              number,
              random.nextInt(3) == 0 ? random.nextInt(1 << 20) : random.nextInt(3),
              random.nextBoolean(),
              random.nextInt(3) == 0 ? random.nextInt(8) : 0);
      default -> {
        byte[] value = new byte[random.nextInt(20) == 0 ? random.nextInt(600) : random.nextInt(5)];
        random.nextBytes(value);
        message.option(number, value);
      }
    }
  }

  private byte[] payload() {
    byte[] bytes =
        new byte
            [random.nextInt(3) == 0 ? 16 : random.nextInt(20) == 0 ? 2_000 : random.nextInt(30)];
    random.nextBytes(bytes);
    return bytes;
  }
}
