package dev.millrace.local.check;

import dev.millrace.fleet.log.LoggedExchange;
import dev.millrace.fleet.log.MemoryFleetLog;
import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.PayloadHash;
import dev.millrace.local.check.Defect.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the topics that gateways write with what the fleets have sent: every acknowledged
 * exchange exactly once and byte for byte, every other one at most once, and nothing else.
 */
final class ExchangeCheck {
  private static final String PEER = "coap-peer";
  private static final String TOKEN = "coap-token";
  private static final String MESSAGE_ID = "coap-mid";

  /** One fleet's log and how often each of its exchanges was found. */
  private static final class Sent {
    private final MemoryFleetLog log;
    private final byte[] copies;

    Sent(MemoryFleetLog log) {
      this.log = log;
      this.copies = new byte[log.size()];
    }
  }

  private final List<Sent> fleets;
  private final boolean outsideAllowed;
  private final Set<String> outsiders = new HashSet<>();
  private final Tally tally = new Tally();
  private long outside;

  private ExchangeCheck(Collection<MemoryFleetLog> logs, boolean outsideAllowed) {
    this.fleets = logs.stream().map(Sent::new).toList();
    this.outsideAllowed = outsideAllowed;
  }

  /**
   * Checks all topics that gateways write.
   *
   * @param logs of the fleets, which have ended
   * @param outsideAllowed whether devices outside this process may have sent messages too
   */
  static ExchangeVerdict run(
      Collection<String> topics,
      Collection<MemoryFleetLog> logs,
      boolean outsideAllowed,
      LogSource source) {
    ExchangeCheck check = new ExchangeCheck(logs, outsideAllowed);
    for (String topic : new TreeSet<>(topics)) {
      for (int p = 0; p < source.partitions(topic); p++) {
        String place = topic + "-" + p;
        source.read(topic, p, record -> check.record(place, record));
      }
    }
    return check.verdict();
  }

  private void record(String place, LogRecord record) {
    if (record.isTick() || record.headers().containsKey(IdHeader.NAME)) {
      return;
    }
    String where = place + "@" + record.offset();
    byte[] token = record.headers().get(TOKEN);
    String peer = record.header(PEER);
    String messageId = record.header(MESSAGE_ID);
    if (token == null || peer == null || messageId == null) {
      if (!outsideAllowed) {
        unexpected(where, "no exchange named", record);
      }
      outside++;
      return;
    }
    String exchange = peer + " " + HexFormat.of().formatHex(token) + " " + messageId;
    for (Sent fleet : fleets) {
      Optional<LoggedExchange> sent = fleet.log.find(peer, token, Integer.parseInt(messageId));
      if (sent.isPresent()) {
        ofFleet(fleet, sent.get(), where, exchange, record);
        return;
      }
    }
    outside++;
    if (!outsideAllowed) {
      unexpected(where, exchange, record);
    } else if (!outsiders.add(exchange)) {
      repeated(where, exchange, record);
    }
  }

  private void ofFleet(
      Sent fleet, LoggedExchange sent, String where, String exchange, LogRecord record) {
    byte[] payload = record.value() == null ? new byte[0] : record.value();
    if (fleet.copies[sent.index()] < Byte.MAX_VALUE) {
      fleet.copies[sent.index()]++;
    }
    if (fleet.copies[sent.index()] > 1) {
      repeated(where, exchange, record);
    } else if (payload.length != sent.sent().payloadLength()
        || PayloadHash.of(payload) != sent.sent().payloadHash()) {
      tally.add(
          Kind.DIFFERENT,
          () ->
              new Defect(
                  Kind.DIFFERENT,
                  where,
                  exchange,
                  "a payload of %d bytes with hash %016x"
                      .formatted(sent.sent().payloadLength(), sent.sent().payloadHash()),
                  Utf8Text.shown(payload)));
    }
  }

  private ExchangeVerdict verdict() {
    long[] counts = new long[4];
    for (Sent fleet : fleets) {
      fleet.log.forEach(
          exchange -> {
            boolean acknowledged = exchange.outcome() == Outcome.ACKNOWLEDGED;
            boolean isThere = fleet.copies[exchange.index()] > 0;
            counts[acknowledged ? 0 : 1]++;
            if (isThere) {
              counts[2]++;
              counts[3] += acknowledged ? 0 : 1;
            } else if (acknowledged) {
              missing(exchange);
            }
          });
    }
    return new ExchangeVerdict(
        counts[0], counts[1], counts[2], counts[3], outside, outsideAllowed, tally.defects());
  }

  private void missing(LoggedExchange exchange) {
    tally.add(
        Kind.MISSING,
        () ->
            new Defect(
                Kind.MISSING,
                "the gateways' topics",
                "device %d, %s %016x %d"
                    .formatted(
                        exchange.sent().device(),
                        exchange.sent().local(),
                        exchange.sent().token(),
                        exchange.sent().messageId()),
                "once, for it was acknowledged with " + exchange.codeText(),
                "nothing"));
  }

  private void repeated(String where, String exchange, LogRecord record) {
    tally.add(
        Kind.REPEATED,
        () -> new Defect(Kind.REPEATED, where, exchange, "once", Utf8Text.shown(record.value())));
  }

  private void unexpected(String where, String exchange, LogRecord record) {
    tally.add(
        Kind.UNEXPECTED,
        () ->
            new Defect(
                Kind.UNEXPECTED,
                where,
                exchange,
                "exchanges of the fleets only",
                Utf8Text.shown(record.value())));
  }
}
