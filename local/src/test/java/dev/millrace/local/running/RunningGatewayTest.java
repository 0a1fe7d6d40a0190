package dev.millrace.local.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.api.manifest.Resource;
import dev.millrace.api.manifest.SourceMap;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.gateway.GatewayFaults;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a run hears of a gateway that cannot go on. */
class RunningGatewayTest {
  // A port where no broker is: of this gateway only the listener matters.
  private static final CoapGatewaySpec SPEC =
      new CoapGatewaySpec(
          "edge",
          new KafkaSpec("127.0.0.1:9", null),
          List.of(new ListenerSpec(Protocol.coap, 0, null)),
          List.of(new GatewayResourceSpec("/rooms", null, null, "readings", null, null, null)),
          null,
          null);

  // Would catch: a run that goes on for hours without a gateway, and says nothing.
  @Test
  void aGatewayThatIsGivenUpEndsTheRun() throws Exception {
    StopSignal stop = new StopSignal();
    try (GatewayFaults faults =
        GatewayFaults.start(
            GatewayConfig.local("rooms", SPEC), new SimpleMeterRegistry(), Clock.systemUTC())) {
      new RunningGateway(
              new Resource<>("CoapGateway", "", "rooms", SPEC, SourceMap.unknown("rooms")),
              ServingGateway.of(faults.gateway()))
          .watch(stop);
      assertThat(stop.failure()).isNull();

      await()
          .until(
              () -> {
                faults.strike(GatewayFaults.Part.SOCKET, new Random(1));
                return faults.gateway().failure().isDone();
              });

      assertThat(stop.await(Duration.ZERO)).isEqualTo(StopSignal.Reason.FAILED);
      assertThat(stop.failure()).startsWith("gateway rooms has failed: socket failed more than");
    }
  }
}
