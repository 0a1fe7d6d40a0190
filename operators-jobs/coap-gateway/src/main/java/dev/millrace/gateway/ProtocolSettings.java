package dev.millrace.gateway;

import dev.millrace.api.DurationText;
import dev.millrace.api.GatewayProtocolSpec;
import dev.millrace.api.GatewayProtocolSpec.CongestionControl;
import dev.millrace.gateway.exchange.Lifetimes;
import dev.millrace.gateway.socket.Deduplication;
import java.time.Duration;
import org.eclipse.californium.core.config.CoapConfig.CongestionControlMode;

/**
 * How a gateway keeps to the protocol where it has a choice.
 *
 * @param lifetimes for which requests of devices are remembered; the gateway's own message ids stay
 *     taken for as long as the RFC says, as devices may keep to it
 * @param deduplication which requests are
 * @param nstart what a device may have to answer at the same time (RFC 7252 section 4.7)
 */
record ProtocolSettings(
    Lifetimes lifetimes,
    Deduplication deduplication,
    int nstart,
    CongestionControlMode congestionControl) {
  /** What RFC 7252 says. */
  static final ProtocolSettings RFC_7252 =
      new ProtocolSettings(Lifetimes.RFC_7252, Deduplication.FULL, 1, CongestionControlMode.NULL);

  /**
   * What a specification says.
   *
   * @param spec null for the defaults
   * @throws GatewayStartException if a lifetime is out of range
   */
  static ProtocolSettings of(GatewayProtocolSpec spec) {
    if (spec == null) {
      return RFC_7252;
    }
    try {
      return new ProtocolSettings(
          new Lifetimes(
              or(spec.exchangeLifetime(), Lifetimes.RFC_7252.confirmable()),
              or(spec.nonLifetime(), Lifetimes.RFC_7252.nonConfirmable())),
          deduplication(spec.deduplication()),
          spec.nstart() == null ? RFC_7252.nstart : spec.nstart(),
          congestionControl(spec.congestionControl()));
    } catch (IllegalArgumentException e) {
      throw new GatewayStartException("spec.protocol: " + e.getMessage(), e);
    }
  }

  private static Duration or(String given, Duration fallback) {
    return given == null ? fallback : DurationText.parse(given);
  }

  private static Deduplication deduplication(GatewayProtocolSpec.Deduplication given) {
    return switch (given) {
      case null -> Deduplication.FULL;
      case Full -> Deduplication.FULL;
      case Idempotent -> Deduplication.IDEMPOTENT;
      case Off -> Deduplication.OFF;
    };
  }

  private static CongestionControlMode congestionControl(CongestionControl given) {
    return switch (given) {
      case null -> CongestionControlMode.NULL;
      case None -> CongestionControlMode.NULL;
      case BasicRto -> CongestionControlMode.BASIC_RTO;
      case LinuxRto -> CongestionControlMode.LINUX_RTO;
      case PeakhopperRto -> CongestionControlMode.PEAKHOPPER_RTO;
      case Cocoa -> CongestionControlMode.COCOA;
      case CocoaStrong -> CongestionControlMode.COCOA_STRONG;
    };
  }
}
