package dev.millrace.gateway.publish;

import dev.millrace.gateway.spool.Spool;
import dev.millrace.gateway.spool.SpoolEntry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which exchanges an earlier process has carried out whose devices may not have heard of it: they
 * send the same request again, and it must not become a second record. The spool and the log itself
 * remember them. Over when no such request can come any more.
 */
final class Recall {
  private static final Logger LOG = LoggerFactory.getLogger(Recall.class);

  /** EXCHANGE_LIFETIME (RFC 7252 section 4.8.2): a copy is never later. */
  static final Duration LIFETIME = Duration.ofSeconds(247);

  /** By so much the clocks of whoever gives records their timestamps may differ. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  /** Memory for it, about 100 bytes each; the oldest are forgotten first. */
  private static final int MOST = 200_000;

  private final String name;
  private final List<String> headers;
  private final Clock clock;
  private final long begun;
  private volatile Set<ExchangeKey> spooled = new LinkedHashSet<>();
  private volatile Set<ExchangeKey> logged;

  /**
   * @param headers that name an exchange; none if no record is to be recalled
   */
  Recall(String name, List<String> headers, Clock clock) {
    this.name = name;
    this.headers = List.copyOf(headers);
    this.clock = clock;
    this.begun = clock.millis();
    if (headers.isEmpty()) {
      logged = Set.of();
    }
  }

  /** Learns what the spool holds. Before anything else. */
  void scan(Spool spool) throws IOException {
    spool.forEach(
        entry -> {
          if (entry.timestampMillis() >= begun - LIFETIME.toMillis()) {
            add(entry);
          }
        });
  }

  private void add(SpoolEntry entry) {
    try {
      add(spooled, RecordCodec.decode(entry.payload()).headers());
    } catch (IOException e) {
      LOG.warn("Gateway {}: entry {} of the spool is no record", name, entry.sequence(), e);
    }
  }

  /** Whether the log has been asked. Nothing may be sent to it before. */
  boolean isLoaded() {
    return logged != null;
  }

  /**
   * Learns what the log holds.
   *
   * @param topics that the earlier process wrote, as far as is known
   */
  void load(LookBack log, Set<String> topics) throws InterruptedException {
    Set<ExchangeKey> found = new LinkedHashSet<>();
    for (String topic : topics) {
      log.read(
          topic,
          begun - LIFETIME.toMillis(),
          begun + SKEW.toMillis(),
          record -> add(found, record.headers()));
    }
    logged = found;
    LOG.info("Gateway {}: {} exchanges of the last minutes are in the log", name, found.size());
  }

  private void add(Set<ExchangeKey> to, Iterable<Header> of) {
    ExchangeKey key = ExchangeKey.of(of, headers);
    if (key == null || !to.add(key) || to.size() <= MOST) {
      return;
    }
    to.remove(to.iterator().next());
  }

  /** Whether a record's exchange is in the spool, as an earlier process left it. */
  boolean isSpooled(OutgoingRecord outgoing) {
    return !spooled.isEmpty() && !isOver() && contains(spooled, outgoing);
  }

  /** Whether a record's exchange is in the log, as an earlier process left it. */
  boolean isLogged(OutgoingRecord outgoing) {
    Set<ExchangeKey> known = logged;
    return known != null
        && !known.isEmpty()
        && outgoing.timestampMillis() <= begun + LIFETIME.toMillis()
        && contains(known, outgoing);
  }

  private boolean contains(Set<ExchangeKey> keys, OutgoingRecord outgoing) {
    ExchangeKey key = ExchangeKey.of(outgoing.headers(), headers);
    return key != null && keys.contains(key);
  }

  private boolean isOver() {
    return clock.millis() > begun + LIFETIME.toMillis();
  }

  /**
   * Gives the memory back when nothing of it can be asked for any more.
   *
   * @param replayed whether nothing is in the spool
   */
  void forget(boolean replayed) {
    if (isOver()) {
      spooled = Set.of();
      if (replayed && logged != null) {
        logged = Set.of();
      }
    }
  }
}
