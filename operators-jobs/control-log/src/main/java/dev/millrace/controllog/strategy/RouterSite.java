package dev.millrace.controllog.strategy;

/** Where the router of a stage runs. Every act is idempotent, begun and not waited for. */
public interface RouterSite {
  /** Starts the router, or confirms that it has been started. */
  void startRouter();

  /** Stops the router and removes what was made for it. */
  void removeRouter();

  /** Whether nothing of the router is left. */
  boolean isRouterGone();
}
