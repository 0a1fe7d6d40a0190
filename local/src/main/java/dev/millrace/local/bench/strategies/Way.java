package dev.millrace.local.bench.strategies;

/** The strategies that are compared on the same workload. */
enum Way {
  WINDOW_SYNCHRONISED("WindowSynchronised"),
  STATE_TRANSFER("StateTransfer"),
  RESTART("Restart"),
  PARALLEL("Parallel");

  private final String title;

  Way(String title) {
    this.title = title;
  }

  /** As it stands in tables. */
  String title() {
    return title;
  }
}
