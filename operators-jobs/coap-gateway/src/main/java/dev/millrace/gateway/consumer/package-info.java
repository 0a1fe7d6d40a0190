/** What all that a gateway reads of Kafka has in common. */
package dev.millrace.gateway.consumer;
