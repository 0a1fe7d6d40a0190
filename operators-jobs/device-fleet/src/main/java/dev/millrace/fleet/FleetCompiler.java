package dev.millrace.fleet;

import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.DurationText;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.PhaseSpec;
import dev.millrace.fleet.check.Problems;
import dev.millrace.fleet.device.Phase;
import dev.millrace.fleet.message.MessageIds;
import dev.millrace.fleet.payload.DevicePaths;
import dev.millrace.fleet.payload.PayloadCompiler;
import dev.millrace.fleet.payload.PayloadPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP;

/** Checks a fleet's manifest as a whole and turns it into a {@link FleetPlan}. */
final class FleetCompiler {
  /** Each secure device costs a thread. */
  private static final int MOST_SECURE_DEVICES = 64;

  private static final long DEFAULT_SEED = 1;

  private final FleetConfig config;
  private final DeviceFleetSpec spec;
  private final Problems problems = new Problems();

  private FleetCompiler(FleetConfig config) {
    this.config = config;
    this.spec = config.spec();
  }

  /** The plan; throws {@link InvalidFleetException} with all that is wrong. */
  static FleetPlan compile(FleetConfig config) {
    return new FleetCompiler(config).compile();
  }

  private FleetPlan compile() {
    boolean secure = spec.protocol() == ListenerSpec.Protocol.coaps;
    boolean confirmable = !Boolean.FALSE.equals(spec.confirmable());
    int devices = devices(secure);
    problems.require(
        config.gateway() != null && !config.gateway().isUnresolved(),
        "spec.gateway",
        "the address of the gateway is not known: " + config.gateway());
    Map<String, List<String>> variables = spec.variables() == null ? Map.of() : spec.variables();
    Optional<DevicePaths> paths = DevicePaths.compile(spec.path(), variables, devices, problems);
    Optional<PayloadPlan> payload =
        new PayloadCompiler(problems, variables, config.baseDirectory())
            .compile(spec.format(), spec.payload(), "spec.format", "spec.payload");
    List<Phase> phases = phases(confirmable);
    if (!problems.none()) {
      throw new InvalidFleetException(config.name(), problems.list());
    }
    return new FleetPlan(
        devices,
        spec.seed() == null ? DEFAULT_SEED : spec.seed(),
        secure,
        confirmable,
        spec.method() == GatewayResourceSpec.Method.PUT ? CoAP.Code.PUT : CoAP.Code.POST,
        paths.orElseThrow(),
        payload.orElseThrow(),
        phases);
  }

  private int devices(boolean secure) {
    if (spec.devices() == null || spec.devices() < 1) {
      problems.add("spec.devices", "needs at least 1, got " + spec.devices());
      return 1;
    }
    if (secure) {
      problems.require(
          spec.devices() <= MOST_SECURE_DEVICES,
          "spec.devices",
          "coaps is limited to "
              + MOST_SECURE_DEVICES
              + " devices a fleet, got "
              + spec.devices()
              + "; use several fleets or coap");
      problems.require(
          !config.identities().isEmpty(), "spec.identities", "coaps needs at least one identity");
      config.identities().entrySet().stream()
          .filter(entry -> entry.getValue().length == 0)
          .map(Map.Entry::getKey)
          .sorted()
          .forEach(name -> problems.add("spec.identities." + name, "has an empty key"));
    }
    return spec.devices();
  }

  private List<Phase> phases(boolean confirmable) {
    List<Phase> phases = new ArrayList<>();
    if (spec.phases() == null || spec.phases().isEmpty()) {
      problems.add("spec.phases", "needs at least one phase");
      return phases;
    }
    for (int i = 0; i < spec.phases().size(); i++) {
      boolean last = i == spec.phases().size() - 1;
      phase(spec.phases().get(i), last, confirmable, "spec.phases[" + i + "]")
          .ifPresent(phases::add);
    }
    return phases;
  }

  private Optional<Phase> phase(PhaseSpec phase, boolean last, boolean confirmable, String path) {
    if (phase == null) {
      problems.add(path, "is empty");
      return Optional.empty();
    }
    Duration lifetime =
        confirmable ? config.times().exchangeLifetime() : config.times().nonLifetime();
    double most = Math.floor(MessageIds.sustainableRate(lifetime.toNanos()));
    Double rate = phase.rate();
    boolean usable =
        problems.require(
            rate != null && rate >= 0 && rate <= most,
            path + ".rate",
            "needs at least 0 and at most %s messages a second, got %s; a device may not use a"
                    .formatted((long) most, rate)
                + " Message ID twice in "
                + lifetime.toSeconds()
                + " s (RFC 7252 section 4.4), so use more devices");
    boolean poisson = phase.arrivals() == PhaseSpec.Arrivals.Poisson;
    if (phase.duration() == null) {
      usable &=
          problems.require(last, path + ".duration", "is missing; only the last phase is endless");
      usable =
          usable
              && problems.require(
                  rate > 0, path + ".rate", "is 0, and without a duration that never ends");
      return usable ? Optional.of(new Phase(rate, poisson, Phase.ENDLESS)) : Optional.empty();
    }
    try {
      Duration duration = DurationText.parse(phase.duration());
      usable &=
          problems.require(duration.isPositive(), path + ".duration", "must be longer than 0");
      return usable ? Optional.of(new Phase(rate, poisson, duration.toNanos())) : Optional.empty();
    } catch (IllegalArgumentException e) {
      problems.add(path + ".duration", e.getMessage());
      return Optional.empty();
    }
  }
}
