package dev.millrace.kafka;

import dev.millrace.controllog.LocatedCut;
import dev.millrace.stream.handover.Cut;
import java.util.ArrayList;
import java.util.List;

/**
 * What a replica was at each of its last 4,096 serial numbers, and where their records lie: 100 KB,
 * taken only once a second replica of the partition has ever joined. One thread.
 */
final class CutHistory {
  private static final int KEPT = 4_096;

  private long[] chains;
  private long[] digests;
  private long[] offsets;
  private long first;
  private long last;

  /** Begins to keep, unless it does already; the next serial number is the one after this. */
  void begin(Cut now, long offset) {
    if (chains == null) {
      chains = new long[KEPT];
      digests = new long[KEPT];
      offsets = new long[KEPT];
      first = now.sn();
      put(now.sn(), now.chain(), now.digest(), offset);
    }
  }

  /** Notes the next serial number, if anything is kept. */
  void add(long sn, long chain, long digest, long offset) {
    if (chains != null) {
      put(sn, chain, digest, offset);
    }
  }

  private void put(long sn, long chain, long digest, long offset) {
    int slot = slot(sn);
    chains[slot] = chain;
    digests[slot] = digest;
    offsets[slot] = offset;
    last = sn;
    first = Math.max(first, sn - KEPT + 1);
  }

  /** What is still known of the serial numbers of [{@code from}, {@code to}], in order. */
  List<LocatedCut> between(long from, long to) {
    List<LocatedCut> found = new ArrayList<>();
    if (chains != null) {
      for (long sn = Math.max(from, first); sn <= Math.min(to, last); sn++) {
        int slot = slot(sn);
        found.add(new LocatedCut(new Cut(sn, chains[slot], digests[slot]), offsets[slot]));
      }
    }
    return found;
  }

  private static int slot(long sn) {
    return (int) (sn & KEPT - 1);
  }
}
