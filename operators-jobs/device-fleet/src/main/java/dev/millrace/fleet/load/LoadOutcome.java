package dev.millrace.fleet.load;

import java.util.List;

/**
 * What came of a load.
 *
 * @param all of all clients
 * @param each of the clients with each of the plan's requests, in the plan's order
 */
public record LoadOutcome(LoadFigures all, List<LoadFigures> each) {
  public LoadOutcome {
    each = List.copyOf(each);
  }
}
