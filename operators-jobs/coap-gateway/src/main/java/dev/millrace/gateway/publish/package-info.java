/**
 * Records to Kafka with one answer each: acknowledged by all in-sync replicas, or failed with what
 * is known of its fate. Nothing is sent twice, nothing waits without bound.
 */
package dev.millrace.gateway.publish;
