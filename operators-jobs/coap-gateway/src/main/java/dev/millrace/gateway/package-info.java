/**
 * CoAP in, Kafka out: a message is acknowledged to its device when Kafka has acknowledged it, and
 * not before (RFC 7252, RFC 7959, RFC 6690).
 */
package dev.millrace.gateway;
