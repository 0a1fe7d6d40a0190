package dev.millrace.fleet.load;

/**
 * When requests are due: the clients take turns at equal distances, so each has a rate of its own
 * that does not depend on anybody's answers.
 */
final class Pace {
  private final long beginning;
  private final double nanosPerRequest;
  private final int clients;

  Pace(long beginning, double perSecond, int clients) {
    this.beginning = beginning;
    this.nanosPerRequest = 1e9 / perSecond;
    this.clients = clients;
  }

  /** When the request of this number, of all clients', is due. */
  long due(long number) {
    return beginning + (long) (number * nanosPerRequest);
  }

  /** Whose request it is. */
  int client(long number) {
    return (int) (number % clients);
  }

  /** When a client's request of this number, of its own, is due. */
  long due(int client, long ownNumber) {
    return due(ownNumber * clients + client);
  }
}
