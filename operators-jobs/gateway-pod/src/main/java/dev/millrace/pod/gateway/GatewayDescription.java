package dev.millrace.pod.gateway;

import dev.millrace.api.CoapGatewaySpec;

/**
 * Which gateway a process runs: {@code gateway.json}.
 *
 * @param name of the resource
 */
record GatewayDescription(String name, CoapGatewaySpec spec) {}
