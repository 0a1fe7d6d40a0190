package dev.millrace.fleet.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a load consists of. Nothing is sent again: what is not answered within {@code timeout} is
 * counted as lost.
 *
 * @param clients each with a socket of its own and one request under way at a time
 * @param requests a mixed load has several: the clients take turns with them, each keeps to one
 * @param perSecond requests a second of all clients together, each client's at equal distances; 0:
 *     a closed loop, in which the next request follows the answer to the one before
 * @param warmUp the time before anything is measured
 * @param duration the time that is measured
 * @param duplicates share of requests that repeat, byte for byte, an earlier one that was answered
 * @param messagesPerPort after so many message ids a client takes another port, so that none comes
 *     twice from one port within its lifetime (RFC 7252 section 4.4)
 * @param spinning whether the thread keeps asking instead of waiting; a thread that has to be woken
 *     makes the server's sends slower
 * @param secured whether the clients talk DTLS, with the keys of {@link LoadKeys}
 * @param seed of all that is random
 */
public record LoadPlan(
    InetSocketAddress server,
    int clients,
    List<LoadRequest> requests,
    double perSecond,
    Duration warmUp,
    Duration duration,
    Duration timeout,
    double duplicates,
    int messagesPerPort,
    boolean spinning,
    boolean secured,
    long seed) {
  private static final int MESSAGE_IDS = 1 << 16;

  /** Refuses what cannot be carried out. */
  public LoadPlan {
    if (clients < 1) {
      throw new IllegalArgumentException("clients must be at least 1: " + clients);
    }
    if (!(perSecond >= 0)) {
      throw new IllegalArgumentException("perSecond must not be negative: " + perSecond);
    }
    if (!duration.isPositive() || !timeout.isPositive() || warmUp.isNegative()) {
      throw new IllegalArgumentException("duration and timeout must be longer than 0");
    }
    if (messagesPerPort < 1 || messagesPerPort > MESSAGE_IDS) {
      throw new IllegalArgumentException(
          "messagesPerPort must be 1 to " + MESSAGE_IDS + ": " + messagesPerPort);
    }
    if (!(duplicates >= 0 && duplicates < 1)) {
      throw new IllegalArgumentException("duplicates must be a share below 1: " + duplicates);
    }
    requests = List.copyOf(requests);
    if (requests.isEmpty() || requests.size() > clients) {
      throw new IllegalArgumentException(
          "there must be a request, and a client for each: " + requests.size());
    }
    if (duplicates > 0 && !requests.stream().allMatch(LoadRequest::confirmable)) {
      throw new IllegalArgumentException(
          "duplicates need confirmable requests: others' get no answer (RFC 7252 section 4.3)");
    }
  }

  /** A closed loop of ten seconds without warm-up; a request is lost after ten seconds. */
  public static LoadPlan of(InetSocketAddress server, int clients, LoadRequest... requests) {
    Duration seconds = Duration.ofSeconds(10);
    return new LoadPlan(
        server,
        clients,
        List.of(requests),
        0,
        Duration.ZERO,
        seconds,
        seconds,
        0,
        MESSAGE_IDS,
        true,
        false,
        1);
  }

  /** This plan at a rate that does not depend on the answers. */
  public LoadPlan paced(double requestsPerSecond) {
    return with(draft -> draft.perSecond = requestsPerSecond);
  }

  /** This plan with other times. */
  public LoadPlan lasting(Duration warmUpTime, Duration measuredTime) {
    return with(
        draft -> {
          draft.warmUp = warmUpTime;
          draft.duration = measuredTime;
        });
  }

  /** This plan with another wait for an answer. */
  public LoadPlan withTimeout(Duration wait) {
    return with(draft -> draft.timeout = wait);
  }

  /** This plan with a share of duplicates. */
  public LoadPlan withDuplicates(double share) {
    return with(draft -> draft.duplicates = share);
  }

  /** This plan with another number of message ids for each port. */
  public LoadPlan withMessagesPerPort(int count) {
    return with(draft -> draft.messagesPerPort = count);
  }

  /** This plan with a thread that waits, for where others need its processor. */
  public LoadPlan waiting() {
    return with(draft -> draft.spinning = false);
  }

  /** This plan over DTLS, with the keys of {@link LoadKeys}. */
  public LoadPlan overDtls() {
    return with(draft -> draft.secured = true);
  }

  /** What a client asks for. */
  LoadRequest requestOf(int client) {
    return requests.get(kindOf(client));
  }

  /** The place of what a client asks for in the list of requests. */
  int kindOf(int client) {
    return client % requests.size();
  }

  /** How many clients ask for the request in this place. */
  int clientsOf(int kind) {
    return (clients - kind + requests.size() - 1) / requests.size();
  }

  /** Whether the rate is given. */
  boolean isPaced() {
    return perSecond > 0;
  }

  private LoadPlan with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.plan();
  }

  /** A plan that is being changed. */
  private static final class Draft {
    private final InetSocketAddress server;
    private final int clients;
    private final List<LoadRequest> requests;
    private double perSecond;
    private Duration warmUp;
    private Duration duration;
    private Duration timeout;
    private double duplicates;
    private int messagesPerPort;
    private boolean spinning;
    private boolean secured;
    private final long seed;

    Draft(LoadPlan from) {
      server = from.server;
      clients = from.clients;
      requests = from.requests;
      perSecond = from.perSecond;
      warmUp = from.warmUp;
      duration = from.duration;
      timeout = from.timeout;
      duplicates = from.duplicates;
      messagesPerPort = from.messagesPerPort;
      spinning = from.spinning;
      secured = from.secured;
      seed = from.seed;
    }

    LoadPlan plan() {
      return new LoadPlan(
          server,
          clients,
          requests,
          perSecond,
          warmUp,
          duration,
          timeout,
          duplicates,
          messagesPerPort,
          spinning,
          secured,
          seed);
    }
  }
}
