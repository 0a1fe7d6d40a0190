package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What simulated devices send, and whether their gateway takes it. */
class FleetsTest {
  private static final String FLEET = "fleet.yaml";
  private static final String RESOURCES = " Resources: /lots/{lot}/gates/{gate}.";

  @TempDir private Path copy;
  private ManifestDirectory parking;

  @BeforeEach
  void start() {
    parking = ManifestDirectory.of("valid-parking", copy);
  }

  @Test
  void theGatewayDoesNotExist() {
    assertThat(parking.with(FLEET, "gateway: gates", "gateway: gate").problems())
        .containsExactly(
            "fleet.yaml:5  spec.gateway: no CoapGateway 'gate' in namespace default."
                + " CoapGateways: gates. Did you mean 'gates'?");
  }

  @Test
  void theGatewayIsInAnotherNamespace() {
    assertThat(
            parking
                .with(FLEET, "{name: sensors}", "{name: sensors, namespace: lab}")
                .with(FLEET, "  identities: {secretName: device-keys}\n", "")
                .with(FLEET, "protocol: coaps", "protocol: coap")
                .problems())
        .containsExactly(
            "fleet.yaml:5  spec.gateway: no CoapGateway 'gates' in namespace lab."
                + " There are no CoapGateways.");
  }

  @Test
  void noResourceHasThePath() {
    assertThat(parking.with(FLEET, "/gates/gate-", "/doors/gate-").problems())
        .containsExactly(
            "fleet.yaml:8  spec.path: gateway gates has no resource for /lots/north/doors/gate-0."
                + RESOURCES);
  }

  @Test
  void oneOfTheValuesOfAVariableLeadsNowhere() {
    assertThat(
            parking
                .with("gateway.yaml", "/lots/{lot}/gates/{gate}", "/lots/north/gates/{gate}")
                .problems())
        .containsExactly(
            "fleet.yaml:8  spec.path: gateway gates has no resource for /lots/south/gates/gate-0."
                + " Resources: /lots/north/gates/{gate}.");
  }

  @Test
  void aVariableOfThePathHasNoValues() {
    assertThat(parking.with(FLEET, "/lots/{lot}/", "/lots/{lto}/").problems())
        .containsExactly(
            "fleet.yaml:8  spec.path: variable 'lto' has no values."
                + " Variables: device, lot. Did you mean 'lot'?");
  }

  @Test
  void theResourceDoesNotTakeTheMethod() {
    assertThat(parking.with(FLEET, "method: POST", "method: PUT").problems())
        .containsExactly(
            "fleet.yaml:10  spec.method: gateway gates does not take PUT at"
                + " /lots/north/gates/gate-0. It takes: POST.");
  }

  @Test
  void theResourceDoesNotTakeTheFormat() {
    assertThat(parking.with(FLEET, "application/json", "application/senml+json").problems())
        .containsExactly(
            "fleet.yaml:11  spec.format: gateway gates does not take application/senml+json at"
                + " /lots/north/gates/gate-0. It takes: application/json, application/cbor.");
  }

  @Test
  void theGatewayTriesPlainTextBeforeVariables() {
    assertThat(
            parking
                .with(
                    "gateway.yaml",
                    "  resources:",
                    """
                      resources:
                      - path: /lots/north/gates/{any}
                        methods: [PUT]
                        topic: crossings\
                    """)
                .problems())
        .containsExactly(
            "fleet.yaml:10  spec.method: gateway gates does not take POST at"
                + " /lots/north/gates/gate-0. It takes: PUT.");
  }

  @Test
  void theGatewayHasNoListenerForTheProtocol() {
    assertThat(
            parking
                .with("gateway.yaml", "  - {protocol: coap, port: 5683}\n", "")
                .with(FLEET, "protocol: coaps", "protocol: coap")
                .with(FLEET, "  identities: {secretName: device-keys}\n", "")
                .problems())
        .containsExactly(
            "fleet.yaml:6  spec.protocol: gateway gates has no coap listener."
                + " Listeners: coaps 5684.");
  }
}
