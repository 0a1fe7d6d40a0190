package dev.millrace.operator.gateway;

import dev.millrace.operator.render.RenderSettings.Exposure;

/** What becomes of a gateway's Deployment once a DaemonSet is wanted, and the other way round. */
final class OldWorkloads {
  private OldWorkloads() {}

  /**
   * Whether the workload that is no longer wanted has to go now. It stays until its successor is
   * ready, so that devices always find somebody; but not where both would want the same port of a
   * node, since the successor would then never be ready.
   */
  static boolean haveToGo(Exposure exposure, GatewaySources.Counts successor) {
    return exposure == Exposure.HostPort || successor.isWell();
  }
}
