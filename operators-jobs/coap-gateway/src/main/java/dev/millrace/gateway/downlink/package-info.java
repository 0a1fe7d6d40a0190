/**
 * Commands from a topic to devices, from the gateway's own ports: the gateway as CoAP client (RFC
 * 7252), one command at a time for each device, with a result for each.
 */
package dev.millrace.gateway.downlink;
