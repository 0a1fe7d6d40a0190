package dev.millrace.operator.gateway;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.NodePool;
import dev.millrace.operator.render.RenderSettings.Exposure;
import dev.millrace.operator.status.Concern;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A gateway and what is there of it.
 *
 * @param gateway the resource
 * @param pool that it names, if it is there
 * @param poolNames all there are
 * @param exposure how devices reach it
 * @param desired pods that should run, as far as the workload says
 * @param ready pods of the present rendering that are ready
 * @param service in front of them
 * @param pods all
 * @param missingSecrets that it names
 * @param port of the pool's nodes that it cannot have
 * @param topics whether those that it names beside its messages' are there and fit, if it names any
 * @param taken what is in its way, or null
 */
record GatewayObservation(
    CoapGateway gateway,
    Optional<NodePool> pool,
    List<String> poolNames,
    Exposure exposure,
    int desired,
    int ready,
    Optional<Service> service,
    Collection<Pod> pods,
    List<String> missingSecrets,
    Optional<HostPorts.Taken> port,
    Optional<Concern> topics,
    String taken) {}
