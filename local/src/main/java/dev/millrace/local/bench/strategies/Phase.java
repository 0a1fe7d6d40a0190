package dev.millrace.local.bench.strategies;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When moves meet a window: anywhere in it by chance, but once in each of as many equal parts as
 * there are moves, so that few of them already stand for all phases.
 *
 * @param quiet at least that long before a move
 * @param window its length
 * @param moves how many
 */
record Phase(Duration quiet, Duration window, int moves) {

  /** How long to wait before a move, counted from 0. */
  Duration before(int move, RandomGenerator random) {
    double part = (move % moves + random.nextDouble()) / moves;
    return quiet.plusNanos((long) (window.toNanos() * part));
  }
}
