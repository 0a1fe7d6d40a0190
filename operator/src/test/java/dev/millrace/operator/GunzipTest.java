package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A body that comes in pieces, cut anywhere. */
class GunzipTest {
  @Property(tries = 300)
  void whatWasPackedComesOutWhole(
      @ForAll @IntRange(max = 200_000) int length,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 5_000) Integer> cuts)
      throws IOException {
    byte[] plain =
        "{\"kind\":\"ConfigMap\"} ".repeat(length / 21 + 1).getBytes(StandardCharsets.UTF_8);
    assertThat(unpack(cut(pack(plain), cuts))).isEqualTo(plain);
  }

  @Property(tries = 300)
  void whatWasNotPackedComesOutAsItIs(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 5_000) Integer> cuts)
      throws IOException {
    byte[] plain = "{\"items\":[]}".repeat(2_000).getBytes(StandardCharsets.UTF_8);
    assertThat(unpack(cut(plain, cuts))).isEqualTo(plain);
  }

  @Test
  void aBrokenBodyIsAnError() throws IOException {
    byte[] packed = pack("{}".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    // There is no such type of a block.
    packed[10] = 7;
    assertThatThrownBy(() -> unpack(List.of(ByteBuffer.wrap(packed))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be unpacked");
  }

  @Test
  void aHeaderWithMoreInItSaysWhoMayHaveMadeIt() throws IOException {
    byte[] packed = pack(new byte[] {1});
    packed[3] = 8;
    assertThatThrownBy(() -> unpack(List.of(ByteBuffer.wrap(packed))))
        .hasMessageContaining("between here and the API server");
  }

  private static byte[] pack(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  /** Pieces of these lengths, again and again. */
  private static List<ByteBuffer> cut(byte[] whole, List<Integer> lengths) {
    List<ByteBuffer> pieces = new ArrayList<>();
    for (int at = 0; at < whole.length; at += pieces.getLast().remaining()) {
      int length = Math.min(lengths.get(pieces.size() % lengths.size()), whole.length - at);
      pieces.add(ByteBuffer.wrap(whole, at, length).slice());
    }
    return pieces;
  }

  private static byte[] unpack(List<ByteBuffer> pieces) throws IOException {
    Gunzip gunzip = new Gunzip();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (ByteBuffer piece : pieces) {
      for (ByteBuffer unpacked : gunzip.next(List.of(piece))) {
        byte[] bytes = new byte[unpacked.remaining()];
        unpacked.get(bytes);
        whole.write(bytes);
      }
    }
    return whole.toByteArray();
  }
}
