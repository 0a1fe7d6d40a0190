package dev.millrace.gateway;

import dev.millrace.api.DurationText;
import dev.millrace.api.GatewayCommandsSpec;
import dev.millrace.gateway.downlink.DownlinkSettings;
import java.time.Duration;
import java.util.Optional;

/** The settings of commands to devices, with the defaults that the schema names. */
final class CommandSettings {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int OPEN = 256;
  private static final int DEVICES = 10_000;

  private CommandSettings() {}

  /** Empty if the gateway takes no commands. */
  static Optional<DownlinkSettings> of(GatewayConfig config) {
    return Optional.ofNullable(config.spec().commands()).map(spec -> of(config, spec));
  }

  private static DownlinkSettings of(GatewayConfig config, GatewayCommandsSpec spec) {
    return new DownlinkSettings(
        config.name(),
        KafkaLink.clientProperties(config),
        spec.topic(),
        spec.results(),
        spec.timeout() == null ? TIMEOUT : DurationText.parse(spec.timeout()),
        spec.maxOpen() == null ? OPEN : spec.maxOpen(),
        spec.maxDevices() == null ? DEVICES : spec.maxDevices(),
        ProtocolSettings.of(config.spec().protocol()).nstart());
  }
}
