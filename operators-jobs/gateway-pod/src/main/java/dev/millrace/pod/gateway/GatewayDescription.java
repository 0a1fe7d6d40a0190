package dev.millrace.pod.gateway;

import dev.millrace.api.CoapGatewaySpec;

/**
 * Which gateway a process runs: {@code gateway.json}.
 *
 * @param name of the resource
 * @param perNode whether the devices of a node come to the pod of that node, and so do its
 *     sessions; null for no
 */
record GatewayDescription(String name, CoapGatewaySpec spec, Boolean perNode) {}
