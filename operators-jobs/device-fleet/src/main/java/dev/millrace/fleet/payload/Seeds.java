package dev.millrace.fleet.payload;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The randomness of one device: independent streams, each of which follows from the fleet's seed,
 * the device's number and a purpose. So one stream does not shift when another is used more.
 */
public final class Seeds {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private final long device;

  private Seeds(long device) {
    this.device = device;
  }

  /** The streams of device {@code number} in a fleet with {@code seed}. */
  public static Seeds of(long seed, int number) {
    return new Seeds(mix(seed + GOLDEN_GAMMA * (number + 1L)));
  }

  /** A fresh stream; the same purpose gives the same numbers again. */
  public RandomGenerator stream(String purpose) {
    long state = device;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      state = mix(state + GOLDEN_GAMMA ^ b);
    }
    return new SplittableRandom(state);
  }

  private static long mix(long value) {
    return new SplittableRandom(value).nextLong();
  }
}
