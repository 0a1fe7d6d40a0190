package dev.millrace.gateway;

import dev.millrace.api.GatewayHandOverSpec;
import dev.millrace.gateway.handover.HandOver;
import dev.millrace.gateway.handover.HandOverSettings;
import dev.millrace.gateway.handover.SavedSessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** A gateway's sessions on their way from and to other processes, if its specification has them. */
final class SessionMoves implements AutoCloseable {
  /** How long what was received before may be on its way to where it is counted as in flight. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(1);

  private final Optional<HandOver> handOver;

  private SessionMoves(Optional<HandOver> handOver) {
    this.handOver = handOver;
  }

  /**
   * Begins to take over what is left for the gateway, at listeners that are open.
   *
   * @throws GatewayStartException if there is no key, or the brokers' address is unusable
   */
  static SessionMoves open(
      GatewayConfig config, Listeners listeners, MeterRegistry meters, Clock clock) {
    GatewayHandOverSpec spec = config.spec().handOver();
    if (spec == null) {
      return new SessionMoves(Optional.empty());
    }
    HandOverSettings settings =
        new HandOverSettings(
            config.name(),
            config.place(),
            KafkaLink.clientProperties(config),
            spec.topic(),
            key(config));
    try {
      return new SessionMoves(
          Optional.of(HandOver.open(settings, listeners::restore, meters, clock)));
    } catch (KafkaException e) {
      throw new GatewayStartException("spec.handOver: " + e.getMessage(), e);
    }
  }

  /**
   * The key that sessions are encrypted by; empty if they are not handed over.
   *
   * @throws GatewayStartException if it is missing or too short; its value is not shown
   */
  static byte[] key(GatewayConfig config) {
    GatewayHandOverSpec spec = config.spec().handOver();
    if (spec == null) {
      return new byte[0];
    }
    String secret = spec.key().secretName();
    byte[] key = config.identities().getOrDefault(secret, Map.of()).get(GatewayHandOverSpec.ENTRY);
    if (key == null) {
      throw new GatewayStartException(
          "spec.handOver.key: secret " + secret + " has no entry " + GatewayHandOverSpec.ENTRY);
    }
    if (key.length < GatewayHandOverSpec.LEAST_KEY_BYTES) {
      throw new GatewayStartException(
          "spec.handOver.key: entry %s of secret %s has %d bytes; %d random ones or more are needed"
              .formatted(
                  GatewayHandOverSpec.ENTRY,
                  secret,
                  key.length,
                  GatewayHandOverSpec.LEAST_KEY_BYTES));
    }
    return key;
  }

  /** Whether sessions that others leave from now on are taken over. */
  boolean isSettled() {
    return handOver.map(HandOver::isSettled).orElse(true);
  }

  /** Whether two configurations hand sessions over in one way. */
  static boolean areTheSame(GatewayConfig some, GatewayConfig others) {
    return Objects.equals(some.spec().handOver(), others.spec().handOver())
        && Arrays.equals(key(some), key(others));
  }

  /**
   * Ends a gateway, and leaves its sessions to others if its specification has that. From the first
   * step on nothing comes that would change a session, but answers to what is under way.
   *
   * @param end ends the gateway; its sessions are as they were last
   */
  void leave(Listeners listeners, Supplier<KeptSessions> end) {
    handOver.ifPresent(
        open -> {
          open.finishTaking();
          listeners.hush(UNDER_WAY);
        });
    KeptSessions kept = end.get();
    handOver.ifPresent(open -> leave(open, kept));
    close();
  }

  private static void leave(HandOver open, KeptSessions kept) {
    Map<Integer, SavedSessions> sessions = new HashMap<>();
    kept.giveAll().forEach((listener, saved) -> sessions.put(Listeners.port(listener), saved));
    try {
      open.leave(sessions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    handOver.ifPresent(HandOver::close);
  }
}
