package dev.millrace.stream.codec;

import static dev.millrace.stream.codec.Samples.SCHEMA;
import static dev.millrace.stream.codec.Samples.hex;
import static dev.millrace.stream.codec.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.record.Row;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever bytes come, a reader fills the row or throws DecodeException, and does so alike every
 * time.
 */
class FuzzTest {
  private static final byte[][] SEEDS = {
    utf8(
        "{\"lot\":\"n\\u00e9é\",\"level\":-12,\"celsius\":2.5e3,\"open\":true,\"x\":[{\"y\":null}]}"),
    utf8(
        "[{\"bn\":\"a:\",\"bt\":1.3e9,\"n\":\"level\",\"v\":1,\"bver\":10},{\"n\":\"lot\",\"vs\":\"b\"}]"),
    hex(
        "a4 63 6c6f74 62 c3a9 65 6c6576656c 39 0100 67 63656c73697573 fb 4001 000000000000 61 78 9f"
            + " c4 82 21 19 6ab3 d9 0100 81 d8 19 00 ff"),
    hex("82 a3 21 6a 75726e3a6465763a313a 00 65 6c6576656c 02 07 a2 00 64 6f70656e 04 f5"),
    {}
  };

  @Property(tries = 8_000)
  void mutatedPayloadsAreReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] payload = mutated(SEEDS[random.nextInt(SEEDS.length)], random);
    for (ContentFormat format : ContentFormat.values()) {
      assertThat(outcome(format, payload)).isEqualTo(outcome(format, payload));
      Codecs.syntaxError(format, payload);
    }
  }

  @Property(tries = 2_000)
  void randomBytesAreReadOrRefused(@ForAll byte[] payload) {
    for (ContentFormat format : ContentFormat.values()) {
      outcome(format, payload);
      Codecs.syntaxError(format, payload);
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes =
        Arrays.copyOf(original, random.nextInt(4) == 0 ? random.nextInt(90) : original.length);
    for (int i = random.nextInt(5); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean() ? (byte) random.nextInt() : bytes[random.nextInt(bytes.length)];
    }
    return bytes;
  }

  private static String outcome(ContentFormat format, byte[] payload) {
    Row row = new Row(SCHEMA);
    try {
      Codecs.reader(format, SCHEMA).read(payload, row);
      return row.toString();
    } catch (DecodeException e) {
      return e.reason();
    }
  }
}
