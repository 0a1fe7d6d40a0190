/**
 * Simulated devices that send CoAP to a gateway: {@link dev.millrace.fleet.DeviceFleet} runs what a
 * DeviceFleet manifest describes.
 */
package dev.millrace.fleet;
