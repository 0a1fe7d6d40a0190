package dev.millrace.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.DeviceFleetStatus;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.render.FleetRendering;
import dev.millrace.operator.status.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a fleet's status says of what was observed. */
class FleetStatusesTest {
  private static final DeviceFleet SENSORS = Resources.fleet(Manifest.SENSORS);
  private static final CoapGateway GATES = Resources.gateway(Manifest.GATES);

  @Test
  void aFleetWithoutItsGatewayOrListenerIsStalled() {
    assertThat(reason(Optional.empty())).isEqualTo("GatewayMissing");
    CoapGateway plain =
        Resources.gateway(Manifest.GATES.replaceAll("(?m)^.*protocol: coaps.*\\R", ""));
    assertThat(reason(Optional.of(plain))).isEqualTo("ListenerMissing");
    assertThat(reason(Optional.of(GATES))).isEqualTo("GatewayNotReady");
  }

  @Test
  void whatThePodSaysIsShown() throws Exception {
    FleetReading reading =
        FleetReading.parse("{\"devices\":12,\"sent\":340,\"acknowledged\":338,\"more\":1}");
    DeviceFleetStatus status = status(Optional.of(GATES), reading);
    assertThat(status.runningDevices()).isEqualTo(12);
    assertThat(status.sent()).isEqualTo(340);
    assertThat(status.acknowledged()).isEqualTo(338);
    assertThat(status(Optional.of(GATES), FleetReading.UNKNOWN).sent()).isNull();
  }

  private static String reason(Optional<CoapGateway> gateway) {
    return Conditions.find(status(gateway, FleetReading.UNKNOWN).conditions(), "Ready")
        .orElseThrow()
        .reason();
  }

  private static DeviceFleetStatus status(Optional<CoapGateway> gateway, FleetReading reading) {
    return FleetStatuses.of(
        new FleetObservation(
            SENSORS,
            gateway,
            gateway.flatMap(found -> FleetRendering.listener(SENSORS.getSpec(), found)),
            true,
            List.of(),
            List.of(),
            reading,
            null),
        Instant.EPOCH);
  }
}
