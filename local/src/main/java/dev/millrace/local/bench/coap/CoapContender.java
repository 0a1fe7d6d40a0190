package dev.millrace.local.bench.coap;

import java.util.Arrays;
import java.util.List;
import org.eclipse.californium.core.config.CoapConfig;

/** A CoAP server under load. */
enum CoapContender {
  /** The gateway's listener: sockets, settings and memory of past requests as it has them. */
  OURS("gateway", CoapConfig.NO_DEDUPLICATOR),

  /** Plain Californium as it comes. */
  DEFAULT("Californium", CoapConfig.DEDUPLICATOR_MARK_AND_SWEEP),

  /** Plain Californium with the deduplicator that keeps the last messages of each peer. */
  PEERS("Californium, PEERS_MARK_AND_SWEEP", CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP),

  /** Plain Californium without at-most-once. */
  NO_DEDUPLICATOR("Californium, NO_DEDUPLICATOR", CoapConfig.NO_DEDUPLICATOR),

  /** The example server of libcoap. */
  LIBCOAP("libcoap", null),

  /** A server of one resource with go-coap. */
  GO_COAP("go-coap", null),

  /** A program in C that answers whatever comes. */
  ECHO("echo in C", null);

  private final String title;
  private final String deduplicator;

  CoapContender(String title, String deduplicator) {
    this.title = title;
    this.deduplicator = deduplicator;
  }

  /** As it stands in tables. */
  String title() {
    return title;
  }

  /** Californium's name of its deduplicator. */
  String deduplicator() {
    return deduplicator;
  }

  boolean inJava() {
    return deduplicator != null;
  }

  /** Those that are there on every machine. */
  static List<CoapContender> allInJava() {
    return Arrays.stream(values()).filter(CoapContender::inJava).toList();
  }
}
