package dev.millrace.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.GeneratorSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.api.PhaseSpec;
import dev.millrace.api.PhaseSpec.Arrivals;
import dev.millrace.fleet.check.Problem;
import dev.millrace.fleet.device.Phase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP;
import org.junit.jupiter.api.Test;

class FleetCompilerTest {
  private static final InetSocketAddress GATEWAY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 5683);

  private static FleetConfig config(DeviceFleetSpec spec, InetSocketAddress gateway) {
    return new FleetConfig("sensors", spec, gateway, Map.of(), Path.of("none"));
  }

  private static DeviceFleetSpec phases(List<PhaseSpec> phases) {
    GeneratorSpec sequence = new GeneratorSpec(null, null, null, null, null, null, true, null);
    return new DeviceFleetSpec(
        "gateway",
        null,
        1,
        null,
        "/a",
        null,
        null,
        null,
        null,
        Map.of("n", sequence),
        phases,
        null);
  }

  private static List<String> problems(FleetConfig config) {
    InvalidFleetException exception =
        catchThrowableOfType(InvalidFleetException.class, () -> FleetCompiler.compile(config));
    assertThat(exception).hasMessageStartingWith("sensors spec.");
    assertThat(exception).hasMessageEndingWith("nothing was started");
    return exception.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void defaultsAreThoseOfTheManifest() {
    FleetPlan plan =
        FleetCompiler.compile(config(phases(List.of(new PhaseSpec(2.0, null, null))), GATEWAY));

    assertThat(plan.secure()).isFalse();
    assertThat(plan.confirmable()).isTrue();
    assertThat(plan.method()).isEqualTo(CoAP.Code.POST);
    assertThat(plan.seed()).isEqualTo(1);
    assertThat(plan.payload().format().contentFormat()).isEqualTo(50);
    assertThat(plan.phases()).containsExactly(new Phase(2, false, Phase.ENDLESS));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    DeviceFleetSpec spec =
        new DeviceFleetSpec(
            "gateway",
            Protocol.coaps,
            65,
            1L,
            "/{lot}",
            null,
            null,
            null,
            "text/plain",
            Map.of(),
            List.of(),
            null);

    assertThat(problems(config(spec, InetSocketAddress.createUnresolved("nowhere", 1))))
        .satisfiesExactly(
            text -> assertThat(text).startsWith("spec.devices: coaps is limited to 64 devices"),
            text -> assertThat(text).startsWith("spec.identities: coaps needs"),
            text -> assertThat(text).startsWith("spec.gateway: the address"),
            text -> assertThat(text).startsWith("spec.path: unknown variable {lot}"),
            text -> assertThat(text).startsWith("spec.format: 'text/plain'"),
            text -> assertThat(text).startsWith("spec.payload: a payload needs"),
            text -> assertThat(text).startsWith("spec.phases: needs at least one"));
  }

  @Test
  void anEmptyKeyIsNamed() {
    FleetConfig config =
        new FleetConfig(
            "sensors",
            Fleets.spec(Protocol.coaps, 1, true, 1, "1s"),
            GATEWAY,
            Map.of("me", new byte[0]),
            Path.of("none"));

    assertThat(problems(config)).containsExactly("spec.identities.me: has an empty key");
  }

  @Test
  void badPhasesAreToldByNumber() {
    List<PhaseSpec> phases =
        new ArrayList<>(
            Arrays.asList(
                new PhaseSpec(-1.0, null, "1s"),
                new PhaseSpec(Double.NaN, null, "1s"),
                new PhaseSpec(null, null, "1s"),
                new PhaseSpec(249.0, null, "1s"),
                new PhaseSpec(1.0, null, null),
                new PhaseSpec(1.0, null, "soon"),
                new PhaseSpec(1.0, null, "0s"),
                null,
                new PhaseSpec(0.0, Arrivals.Poisson, "1s"),
                new PhaseSpec(0.0, null, null)));

    assertThat(problems(config(phases(phases), GATEWAY)))
        .satisfiesExactly(
            text -> assertThat(text).startsWith("spec.phases[0].rate: needs at least 0 and"),
            text -> assertThat(text).startsWith("spec.phases[1].rate: needs"),
            text -> assertThat(text).startsWith("spec.phases[2].rate: needs"),
            text ->
                assertThat(text).startsWith("spec.phases[3].rate: needs").contains("at most 248"),
            text -> assertThat(text).startsWith("spec.phases[4].duration: is missing"),
            text -> assertThat(text).startsWith("spec.phases[5].duration: not a duration: 'soon'"),
            text -> assertThat(text).startsWith("spec.phases[6].duration: must be longer"),
            text -> assertThat(text).startsWith("spec.phases[7]: is empty"),
            text -> assertThat(text).startsWith("spec.phases[9].rate: is 0, and"));
  }

  @Test
  void keysAreNotShown() {
    FleetConfig config =
        new FleetConfig(
            "sensors",
            phases(List.of()),
            GATEWAY,
            Map.of("me", "open sesame".getBytes(UTF_8)),
            Path.of("none"));

    assertThat(config.toString()).doesNotContain("me=", "sesame");
  }
}
