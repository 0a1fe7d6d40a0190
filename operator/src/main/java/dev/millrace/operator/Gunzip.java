package dev.millrace.operator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks a stream that comes in pieces, if it is packed (RFC 1952); another one passes as it is.
 * JSON does not begin as packed bytes do.
 */
final class Gunzip {
  private static final byte[] MAGIC = {0x1f, (byte) 0x8b};
  private static final int HEADER = 10;
  private static final int FLAGS = 3;
  private static final int PIECE = 1 << 15;

  private final ByteBuffer head = ByteBuffer.allocate(HEADER);
  private Inflater inflater;
  private State state = State.BEGINNING;

  private enum State {
    BEGINNING,
    PLAIN,
    PACKED,
    OVER
  }

  /** What these pieces have been unpacked to; empty if more is needed. */
  List<ByteBuffer> next(List<ByteBuffer> pieces) throws IOException {
    List<ByteBuffer> unpacked = new ArrayList<>();
    for (ByteBuffer piece : pieces) {
      begin(piece, unpacked);
      switch (state) {
        case PLAIN -> unpacked.add(piece);
        case PACKED -> inflate(piece, unpacked);
        // What there is of a header is remembered, and behind the end is a checksum.
        case BEGINNING, OVER -> {}
      }
    }
    return unpacked;
  }

  private void begin(ByteBuffer piece, List<ByteBuffer> unpacked) throws IOException {
    while (state == State.BEGINNING && piece.hasRemaining()) {
      byte next = piece.get();
      int at = head.position();
      head.put(next);
      if (at < MAGIC.length && next != MAGIC[at]) {
        state = State.PLAIN;
        unpacked.add(head.flip());
      } else if (!head.hasRemaining()) {
        begin();
      }
    }
  }

  private void begin() throws IOException {
    if (head.get(FLAGS) != 0) {
      throw new IOException(
          "an answer is packed with a header of flags %d, and none are understood: something between here and the API server packs it anew"
              .formatted(head.get(FLAGS)));
    }
    inflater = new Inflater(true);
    state = State.PACKED;
  }

  private void inflate(ByteBuffer piece, List<ByteBuffer> unpacked) throws IOException {
    inflater.setInput(piece);
    try {
      ByteBuffer into;
      do {
        into = ByteBuffer.allocate(PIECE);
        if (inflater.inflate(into) > 0) {
          unpacked.add(into.duplicate().flip());
        }
        // A piece that is not full is the last one of this input.
      } while (!into.hasRemaining() && !inflater.finished());
    } catch (DataFormatException e) {
      throw new IOException("an answer cannot be unpacked: " + e.getMessage(), e);
    }
    if (inflater.finished()) {
      inflater.end();
      state = State.OVER;
    }
  }
}
