package dev.millrace.gateway;

import dev.millrace.api.DurationText;
import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.gateway.block.UploadLimits;
import dev.millrace.gateway.exchange.Lifetimes;
import java.time.Duration;
import java.util.Optional;

/**
 * The bounds of a gateway, with the defaults that the schema names.
 *
 * @param maxPayloadBytes the largest body of a message, whole, not a block of it
 * @param maxInFlight how many messages may wait for Kafka at once
 * @param processingDelay after which a confirmable request gets an empty acknowledgement (RFC 7252
 *     section 5.2.2)
 * @param brokerTimeout longest wait for Kafka's acknowledgement
 * @param retryAfter what Max-Age tells a device that is refused for the moment
 * @param rememberedBytes memory for what is remembered of past requests
 * @param sockets of a plain listener, each with a thread that receives
 * @param senderRate requests of one sender
 * @param maxAmplification how many times as long as its request an answer to an address may be that
 *     is not proven; 0 for any length
 */
record Limits(
    int maxPayloadBytes,
    int maxInFlight,
    Duration processingDelay,
    Duration brokerTimeout,
    Duration retryAfter,
    long rememberedBytes,
    int sockets,
    Optional<SenderRate> senderRate,
    int maxAmplification) {
  /**
   * How many requests one sender may make.
   *
   * @param burst at once
   */
  record SenderRate(int perSecond, int burst) {}

  /** The part of the heap's size that is remembered beside it. */
  private static final int HEAP_PER_REMEMBERED = 4;

  private static final long MIN_REMEMBERED_BYTES = 1L << 20;
  private static final long MAX_REMEMBERED_BYTES = Integer.MAX_VALUE;

  /** The part of the heap's size that bodies in blocks may take before they are whole. */
  private static final int HEAP_PER_UPLOADS = 16;

  /** Fewer would let one device hold up the others' uploads when memory is small. */
  private static final int MIN_UPLOADS = 4;

  /** A device has few uploads at a time: one for each resource, usually one. */
  private static final int MAX_UPLOADS_OF_PEER = 8;

  private static final Limits DEFAULT =
      new Limits(
          8192,
          4096,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Math.clamp(
              Runtime.getRuntime().maxMemory() / HEAP_PER_REMEMBERED,
              MIN_REMEMBERED_BYTES,
              MAX_REMEMBERED_BYTES),
          1,
          Optional.empty(),
          0);

  /** Room for key, headers and framing beside the payload in a record. */
  private static final int RECORD_OVERHEAD = 16_384;

  /** Memory for the payloads of messages in flight, so that large ones cannot fill the heap. */
  private static final long IN_FLIGHT_BYTES = 32L << 20;

  static Limits of(GatewayLimitsSpec spec) {
    if (spec == null) {
      return DEFAULT;
    }
    return new Limits(
        or(spec.maxPayloadBytes(), DEFAULT.maxPayloadBytes),
        or(spec.maxInFlight(), DEFAULT.maxInFlight),
        or(spec.processingDelay(), DEFAULT.processingDelay),
        or(spec.brokerTimeout(), DEFAULT.brokerTimeout),
        or(spec.retryAfter(), DEFAULT.retryAfter),
        spec.maxRememberedBytes() == null ? DEFAULT.rememberedBytes : spec.maxRememberedBytes(),
        or(spec.sockets(), DEFAULT.sockets),
        Optional.ofNullable(spec.requestsPerSecond())
            .map(perSecond -> new SenderRate(perSecond, or(spec.burst(), perSecond))),
        or(spec.maxAmplification(), DEFAULT.maxAmplification));
  }

  /** Whether a running gateway, whose queues and clients have a size, can keep to these limits. */
  boolean isOfOneSizeWith(Limits other) {
    return maxPayloadBytes == other.maxPayloadBytes
        && maxInFlight == other.maxInFlight
        && rememberedBytes == other.rememberedBytes
        && sockets == other.sockets
        && maxAmplification == other.maxAmplification
        && brokerTimeout.equals(other.brokerTimeout);
  }

  /** The bound on the payload bytes in flight; one message of the largest size always fits. */
  long maxInFlightBytes() {
    return Math.max(IN_FLIGHT_BYTES, maxPayloadBytes);
  }

  /** The bounds on bodies that are not whole yet. */
  UploadLimits uploads() {
    return new UploadLimits(
        maxPayloadBytes,
        Math.max(
            Runtime.getRuntime().maxMemory() / HEAP_PER_UPLOADS,
            2L * MIN_UPLOADS * maxPayloadBytes),
        MAX_UPLOADS_OF_PEER,
        // As long as message ids are taken: a block that is sent until then finds the others.
        Lifetimes.RFC_7252.confirmable());
  }

  /** Memory for the producer: room for its batches beside the payloads. */
  long producerBufferBytes() {
    return 2 * maxInFlightBytes();
  }

  /** The largest record that a message becomes. */
  int maxRecordBytes() {
    return maxPayloadBytes + RECORD_OVERHEAD;
  }

  /** Whole seconds for the Max-Age option, at least one. */
  long retryAfterSeconds() {
    return Math.max(1, retryAfter.plusMillis(999).toSeconds());
  }

  private static int or(Integer given, int fallback) {
    return given == null ? fallback : given;
  }

  private static Duration or(String given, Duration fallback) {
    return given == null ? fallback : DurationText.parse(given);
  }
}
