package dev.millrace.fleet;

import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.ResponseCodes;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A fleet's figures. One lock guards all of them, so that a snapshot always adds up. */
final class FleetCounters {
  private static final int SIGNIFICANT_DIGITS = 3;

  private final int devices;
  private final SortedMap<String, Long> refused = new TreeMap<>();
  private final Histogram roundTrips = new Histogram(SIGNIFICANT_DIGITS);
  private long sent;
  private long acknowledged;
  private long reset;
  private long unknown;
  private long outstanding;
  private long retransmissions;
  private long repeats;
  private long skipped;
  private long unexpected;
  private long undelivered;

  FleetCounters(int devices) {
    this.devices = devices;
  }

  synchronized void sent() {
    sent++;
    outstanding++;
  }

  synchronized void ended(Outcome outcome, int code, long roundTripNanos) {
    outstanding--;
    if (code != 0) {
      roundTrips.recordValue(TimeUnit.NANOSECONDS.toMicros(roundTripNanos));
    }
    switch (outcome) {
      case ACKNOWLEDGED -> acknowledged++;
      case REFUSED -> refused.merge(ResponseCodes.text(code), 1L, Long::sum);
      case RESET -> reset++;
      case UNKNOWN -> unknown++;
      case OUTSTANDING -> throw new IllegalArgumentException("an exchange cannot end outstanding");
    }
  }

  synchronized void retransmitted() {
    retransmissions++;
  }

  synchronized void repeated() {
    repeats++;
  }

  synchronized void skipped(int readings) {
    skipped += readings;
  }

  synchronized void unexpected() {
    unexpected++;
  }

  synchronized void undelivered() {
    undelivered++;
  }

  synchronized FleetStats snapshot() {
    return new FleetStats(
        devices,
        sent,
        acknowledged,
        Collections.unmodifiableSortedMap(new TreeMap<>(refused)),
        reset,
        unknown,
        outstanding,
        retransmissions,
        repeats,
        skipped,
        unexpected,
        undelivered,
        roundTrips.copy());
  }
}
