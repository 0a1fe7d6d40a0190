package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** Bounds of a gateway; null means the default that the schema names. */
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
            "How long a confirmable request waits for its answer before an empty acknowledgement goes out first (RFC 7252, 5.2.2).")
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
            "Bytes for what is remembered of each request for its lifetime (RFC 7252, 4.5), about 40 for one; if they are full, new requests are dropped. Without it a quarter of the size of the gateway's heap.")
        @Min(1048576)
        @Max(2147483647)
        Integer maxRememberedBytes,
    @JsonPropertyDescription(
            "Sockets of each listener of coap, each with a thread that receives; more than one need as many processors.")
        @Default("1")
        @Min(1)
        @Max(16)
        Integer sockets) {}
