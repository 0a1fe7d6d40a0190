package dev.millrace.local.bench;

import java.io.IOException;

/**
 * On which cores a shadow's round runs, as {@code taskset} takes them.
 *
 * @param title as it stands in tables
 * @param owner of the owner and the broker
 * @param shadow of the shadow
 */
record ShadowCores(String title, String owner, String shadow) {
  private static final String ALL = "0-" + (Runtime.getRuntime().availableProcessors() - 1);

  /** All share all cores. */
  static ShadowCores shared() {
    return new ShadowCores("", ALL, ALL);
  }

  /** The shadow has a core that the owner never uses, alone or not. */
  static ShadowCores apart() {
    return new ShadowCores(" on another core", "0", "1");
  }

  /** Gives the broker all cores back. */
  static void release(Bench bench) throws IOException, InterruptedException {
    bench.pinBroker(ALL);
  }
}
