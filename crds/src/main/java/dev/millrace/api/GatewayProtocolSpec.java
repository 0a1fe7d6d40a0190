package dev.millrace.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * How a gateway keeps to RFC 7252 where that leaves a choice; null means the default that the
 * schema names, which is the RFC's.
 */
@ValidationRule(
    value =
        "(!has(self.exchangeLifetime) || duration(self.exchangeLifetime) <= duration('24h')) &&"
            + " (!has(self.nonLifetime) || duration(self.nonLifetime) <= duration('24h'))",
    message = "a request is remembered for 24h at most")
public record GatewayProtocolSpec(
    @JsonPropertyDescription(
            "EXCHANGE_LIFETIME: how long a confirmable request is remembered, so that a copy of it"
                + " gets the same answer; at most 24h. Shorter than the RFC's 247s is for devices"
                + " that give up sooner, and for benchmarks.")
        @Default("247s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String exchangeLifetime,
    @JsonPropertyDescription(
            "NON_LIFETIME: how long a non-confirmable request is remembered, so that a copy of it is"
                + " ignored; at most 24h.")
        @Default("145s")
        @Size(max = DurationText.MAX_LENGTH)
        @Pattern(DurationText.POSITIVE_PATTERN)
        String nonLifetime,
    @JsonPropertyDescription(
            "Full: every request is remembered. Idempotent: GET, PUT and DELETE are not, so a copy"
                + " of a PUT becomes a record of its own. Off: none is; each copy is carried out.")
        @Default("Full")
        Deduplication deduplication,
    @JsonPropertyDescription(
            "NSTART: commands that one device may have to answer at the same time. With"
                + " congestionControl also the confirmable answers that it has to acknowledge.")
        @Default("1")
        @Min(1)
        @Max(64)
        Integer nstart,
    @JsonPropertyDescription(
            "How the wait before a message is sent again follows what earlier ones took, and how far"
                + " notifications of one device are apart: an algorithm of Californium's, which"
                + " calls them experimental. None: as RFC 7252 says.")
        @Default("None")
        CongestionControl congestionControl) {
  /** Which requests are remembered (RFC 7252 section 4.5). */
  public enum Deduplication {
    Full,
    Idempotent,
    Off
  }

  /** What is done about congestion beyond RFC 7252 section 4.7. */
  public enum CongestionControl {
    None,
    BasicRto,
    LinuxRto,
    PeakhopperRto,
    Cocoa,
    CocoaStrong
  }
}
