package dev.millrace.fleet.load;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Many observers of one resource, which another client changes at equal distances.
 *
 * @param path of the resource
 * @param change what changes it
 * @param warmUpChanges changes before those that count
 * @param interval from one change to the next; a notification counts for the last change before it
 * @param registering the time in which the observers register
 */
public record FanOutPlan(
    InetSocketAddress server,
    int observers,
    String path,
    LoadRequest change,
    int warmUpChanges,
    int changes,
    Duration interval,
    Duration registering) {
  /** Refuses what cannot be carried out. */
  public FanOutPlan {
    if (observers < 1 || changes < 1 || warmUpChanges < 0) {
      throw new IllegalArgumentException("there must be an observer and a change");
    }
    if (!interval.isPositive() || !registering.isPositive()) {
      throw new IllegalArgumentException("interval and registering must be longer than 0");
    }
  }

  /** With those that do not count. */
  int allChanges() {
    return warmUpChanges + changes;
  }

  /** The number of the client that changes the resource; the observers come before it. */
  int changer() {
    return observers;
  }
}
