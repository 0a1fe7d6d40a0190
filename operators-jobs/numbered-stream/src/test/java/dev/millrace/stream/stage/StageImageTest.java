package dev.millrace.stream.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageImageTest {
  private static final StageImage IMAGE =
      new StageImage(
          12,
          3,
          -7,
          0xFEDCBA9876543210L,
          -1,
          List.of(new Identity("p.s", 1, 0, 9, 2), new Identity("p.t", 2, 7, Long.MAX_VALUE, 0)));

  @Test
  void anImageSurvivesItsBytes() throws IOException {
    assertThat(StageImage.fromBytes(IMAGE.toBytes())).isEqualTo(IMAGE);
    StageImage birth = StageImage.atBirth(42);
    assertThat(StageImage.fromBytes(birth.toBytes())).isEqualTo(birth);
    assertThat(birth.sn()).isZero();
  }

  @Test
  void damagedBytesAreRefused() {
    byte[] bytes = IMAGE.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> StageImage.fromBytes(cut)).isInstanceOf(EOFException.class);
    }
    assertThatThrownBy(() -> StageImage.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessage("a stage image is followed by 1 bytes");
    bytes[0] = 9;
    assertThatThrownBy(() -> StageImage.fromBytes(bytes))
        .hasMessage("stage image version 9, this program reads 1");
  }
}
