package dev.millrace.fleet.log;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Exchanges as rows of six longs in slabs, so that a million of them are a few hundred objects. */
final class ExchangeTable {
  private static final int ROWS_PER_SLAB = 4_096;
  private static final int WIDTH = 6;

  private static final int TOKEN = 0;
  private static final int HASH = 1;
  private static final int DUE = 2;
  private static final int SENT = 3;

  /** device: 32 bits, Message ID: 16, response code: 8, outcome: 8. */
  private static final int STATE = 4;

  /** round trip in microseconds: 32 bits, payload length: 16, repeat: 16. */
  private static final int SIZES = 5;

  private static final long OUTCOME_AND_CODE = 0xffffL;
  private static final long UINT = 0xffffffffL;
  private static final int USHORT = 0xffff;

  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

  private final List<long[]> slabs = new ArrayList<>();
  private int size;

  int size() {
    return size;
  }

  int append(SentExchange exchange) {
    if (size % ROWS_PER_SLAB == 0) {
      slabs.add(new long[ROWS_PER_SLAB * WIDTH]);
    }
    long[] slab = slab(size);
    int base = base(size);
    slab[base + TOKEN] = exchange.token();
    slab[base + HASH] = exchange.payloadHash();
    slab[base + DUE] = exchange.dueMicros();
    slab[base + SENT] = exchange.sentMicros();
    slab[base + STATE] = (long) exchange.device() << 32 | (long) exchange.messageId() << 16;
    slab[base + SIZES] = (long) exchange.payloadLength() << 16 | exchange.repeat();
    return size++;
  }

  void end(int row, Outcome outcome, int code, long roundTripMicros) {
    long[] slab = slab(row);
    int base = base(row);
    slab[base + STATE] =
        (slab[base + STATE] & ~OUTCOME_AND_CODE) | (long) code << 8 | OUTCOMES.indexOf(outcome);
    slab[base + SIZES] = (slab[base + SIZES] & UINT) | Math.min(roundTripMicros, UINT) << 32;
  }

  long token(int row) {
    return slab(row)[base(row) + TOKEN];
  }

  LoggedExchange read(int row, List<InetSocketAddress> peers) {
    if (row < 0 || row >= size) {
      throw new IndexOutOfBoundsException("exchange " + row + " of " + size);
    }
    long[] slab = slab(row);
    int base = base(row);
    long state = slab[base + STATE];
    long sizes = slab[base + SIZES];
    int device = (int) (state >>> 32);
    SentExchange sent =
        new SentExchange(
            device,
            peers.get(device),
            (int) (state >>> 16) & USHORT,
            slab[base + TOKEN],
            (int) (sizes >>> 16) & USHORT,
            slab[base + HASH],
            (int) sizes & USHORT,
            slab[base + DUE],
            slab[base + SENT]);
    int code = (int) (state >>> 8) & 0xff;
    return new LoggedExchange(row, sent, OUTCOMES.get((int) state & 0xff), code, sizes >>> 32);
  }

  private long[] slab(int row) {
    return slabs.get(row / ROWS_PER_SLAB);
  }

  private static int base(int row) {
    return row % ROWS_PER_SLAB * WIDTH;
  }
}
