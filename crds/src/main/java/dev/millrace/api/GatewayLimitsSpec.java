package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Bounds of a gateway; null means the default that the schema names. */
@ValidationRule(
    value = "has(self.requestsPerSecond) || !has(self.burst)",
    message = "burst needs requestsPerSecond: what a sender may do at once is part of its rate")
public record GatewayLimitsSpec(
    @JsonPropertyDescription("Bytes of the largest message; a larger one is answered with 4.13.")
        @Default("8192")
        @Min(1)
        @Max(1048576)
        Integer maxPayloadBytes,
    @JsonPropertyDescription(
            "Messages that may wait for the broker at the same time; more are answered with 5.03.")
        @Default("4096")
        @Min(1)
        @Max(1000000)
        Integer maxInFlight,
    @JsonPropertyDescription(
            "How long a confirmable request waits for its answer before an empty acknowledgement"
                + " goes out first (RFC 7252, 5.2.2).")
        @Default("1s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String processingDelay,
    @JsonPropertyDescription(
            "How long the broker may take to acknowledge before the answer is 5.03.")
        @Default("30s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String brokerTimeout,
    @JsonPropertyDescription("Max-Age of a 5.03: when the device may try again.")
        @Default("5s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String retryAfter,
    @JsonPropertyDescription(
            "Bytes for what is remembered of each request for its lifetime (RFC 7252, 4.5), about"
                + " 40 for one; if they are full, new requests are dropped. Without it a quarter of"
                + " the size of the gateway's heap.")
        @Min(1048576)
        @Max(2147483647)
        Integer maxRememberedBytes,
    @JsonPropertyDescription(
            "Sockets of each listener of coap, each with a thread that receives; more than one need"
                + " as many processors.")
        @Default("1")
        @Min(1)
        @Max(16)
        Integer sockets,
    @JsonPropertyDescription(
            "Requests a second that one sender may make, a sender being an identity, or an address"
                + " with port that has none; more are answered with 4.29. Without it any number.")
        @Min(1)
        @Max(1000000)
        Integer requestsPerSecond,
    @JsonPropertyDescription(
            "Requests that one sender may make at once, if it has made none for long enough;"
                + " without it as many as requestsPerSecond.")
        @Min(1)
        @Max(1000000)
        Integer burst,
    @JsonPropertyDescription(
            "How many times as long as its request an answer by plain coap may be, until the sender"
                + " has shown that its address is its own (RFC 9175): longer ones come in small"
                + " blocks. 3 is usual; without it, or with 0, they have any length.")
        @Min(0)
        @Max(1000)
        Integer maxAmplification) {
  /** Limits without those on single senders. */
  public GatewayLimitsSpec(
      Integer maxPayloadBytes,
      Integer maxInFlight,
      String processingDelay,
      String brokerTimeout,
      String retryAfter,
      Integer maxRememberedBytes,
      Integer sockets) {
    this(
        maxPayloadBytes,
        maxInFlight,
        processingDelay,
        brokerTimeout,
        retryAfter,
        maxRememberedBytes,
        sockets,
        null,
        null,
        null);
  }
}
