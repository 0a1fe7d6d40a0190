package dev.millrace.gateway.handover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.gateway.exchange.RememberedAnswer;
import dev.millrace.gateway.handover.LogEntry.Claim;
import dev.millrace.gateway.handover.LogEntry.Label;
import dev.millrace.gateway.handover.LogEntry.Parcel;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions as they lie in the topic. */
class ParcelTest {
  private static final Label LABEL =
      new Label(UUID.fromString("00000000-0000-0001-0000-000000000002"), "gates", "n1", 5684, 77);

  private static SavedSession session(int fill) {
    byte[] connection = new byte[100];
    Arrays.fill(connection, (byte) fill);
    return new SavedSession(
        new byte[] {1, 2},
        connection,
        List.of(new RememberedAnswer(0xFFFF, 12_000, new byte[] {0x60, 0x44, (byte) fill})));
  }

  private static SavedSessions sessions(int count) {
    return new SavedSessions(
        3, -4, IntStream.range(0, count).mapToObj(ParcelTest::session).toList());
  }

  @Test
  void sessionsAreReadAsTheyWereWritten() throws Exception {
    SavedSessions read = SessionCodec.decode(SessionCodec.encode(sessions(3)));

    assertThat(read).usingRecursiveComparison().isEqualTo(sessions(3));
  }

  @Test // Would catch: half a session that goes on
  void sessionsThatAreCutOffAreNone() {
    byte[] all = SessionCodec.encode(sessions(2));
    for (int length = 0; length < all.length; length++) {
      byte[] cut = Arrays.copyOf(all, length);
      assertThatThrownBy(() -> SessionCodec.decode(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test // Would catch: a record that the broker refuses for its size
  void sessionsGoInPartsOfABoundedSize() throws Exception {
    int each = SessionCodec.bytes(session(0));
    List<SavedSessions> parts = sessions(10).inParts(3 * each);

    assertThat(parts).extracting(part -> part.sessions().size()).containsExactly(3, 3, 3, 1);
    assertThat(parts.stream().flatMap(part -> part.sessions().stream()).toList())
        .usingRecursiveComparison()
        .isEqualTo(sessions(10).sessions());
    assertThat(sessions(2).inParts(1)).hasSize(2);
    assertThat(sessions(0).inParts(1)).isEmpty();
  }

  @Test
  void entriesAreReadAsTheyWereWritten() throws Exception {
    Parcel parcel = new Parcel(LABEL, new byte[] {1, 2, 3});
    Claim claim = new Claim(LABEL.id(), UUID.randomUUID());

    assertThat(LogCodec.decode(LogCodec.encode(parcel)))
        .usingRecursiveComparison()
        .isEqualTo(parcel);
    assertThat(LogCodec.decode(LogCodec.encode(claim))).isEqualTo(claim);
  }

  @Test // Others may write to the topic
  void whatIsNoEntryIsSaidToBeNone() {
    for (byte[] value : new byte[][] {null, {}, {9}, {0x43, 1}, {0x50, 1, 2, 3}}) {
      assertThatThrownBy(() -> LogCodec.decode(value)).isInstanceOf(IOException.class);
    }
  }

  @Test // Would catch: sessions in the clear, or of one listener that go on at another
  void onlyTheSameKeyAndLabelOpen() throws Exception {
    Seal seal = new Seal("0123456789abcdef0123456789abcdef".getBytes(UTF_8));
    byte[] label = LogCodec.encode(LABEL);
    byte[] text = SessionCodec.encode(sessions(1));
    byte[] sealed = seal.close(text, label);

    assertThat(seal.open(sealed, label)).isEqualTo(text);
    assertThat(seal.close(text, label)).as("another nonce").isNotEqualTo(sealed);
    Label moved = new Label(LABEL.id(), LABEL.gateway(), LABEL.place(), 5685, LABEL.millis());
    assertThatThrownBy(() -> seal.open(sealed, LogCodec.encode(moved)))
        .isInstanceOf(GeneralSecurityException.class);
    Seal other = new Seal("another key, which is as long   ".getBytes(UTF_8));
    assertThatThrownBy(() -> other.open(sealed, label))
        .isInstanceOf(GeneralSecurityException.class);
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> seal.open(changed, label))
          .isInstanceOf(GeneralSecurityException.class);
    }
    assertThatThrownBy(() -> seal.open(new byte[5], label))
        .isInstanceOf(GeneralSecurityException.class);
  }
}
