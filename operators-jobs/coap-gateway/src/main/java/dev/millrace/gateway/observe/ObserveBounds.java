package dev.millrace.gateway.observe;

/**
 * How much may be observed.
 *
 * @param observers of the gateway
 * @param observersPerPeer of one peer
 * @param bytes for the newest records
 */
public record ObserveBounds(int observers, int observersPerPeer, long bytes) {}
