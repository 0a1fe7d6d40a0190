package dev.millrace.gateway.downlink;

import org.eclipse.californium.core.network.Endpoint;
import org.eclipse.californium.elements.EndpointContext;

/**
 * Where a device can be reached.
 *
 * @param endpoint of the gateway that it talks to
 * @param peer its address, and its session if it has one
 */
record Device(Endpoint endpoint, EndpointContext peer) {}
