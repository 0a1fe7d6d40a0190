package dev.millrace.operator.fleet;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.ListenerSpec;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A fleet and what is there of it.
 *
 * @param fleet the resource
 * @param gateway that it names, if it is there
 * @param listener of the gateway for its protocol
 * @param ready whether its pod is ready
 * @param pods all
 * @param missingSecrets that it names
 * @param reading what its pod says
 * @param taken what is in its way, or null
 */
record FleetObservation(
    DeviceFleet fleet,
    Optional<CoapGateway> gateway,
    Optional<ListenerSpec> listener,
    boolean ready,
    Collection<Pod> pods,
    List<String> missingSecrets,
    FleetReading reading,
    String taken) {}
