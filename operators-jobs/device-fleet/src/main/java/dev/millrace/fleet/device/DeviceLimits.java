package dev.millrace.fleet.device;

/**
 * What a device keeps at most.
 *
 * @param queued readings that are due and wait; one more is skipped
 * @param outstandingNon non-confirmable requests whose response the device still expects; at one
 *     more it stops waiting for the oldest
 * @param repeats how often a reading is sent again after 5.03
 */
public record DeviceLimits(int queued, int outstandingNon, int repeats) {
  /** What suits sensors: memory for a few readings, patience for a gateway's restart. */
  public static final DeviceLimits DEFAULT = new DeviceLimits(16, 16, 32);

  /** Refuses what would keep a device from sending at all. */
  public DeviceLimits {
    if (queued < 1 || outstandingNon < 1 || repeats < 0 || repeats > 0xffff) {
      throw new IllegalArgumentException(
          "queued and outstandingNon must be at least 1, repeats 0 to 65535: "
              + queued
              + ", "
              + outstandingNon
              + ", "
              + repeats);
    }
  }
}
