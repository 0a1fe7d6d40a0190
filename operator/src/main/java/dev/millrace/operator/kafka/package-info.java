/** What the operator asks of Kafka: topics as they have to be, and who owns which partition. */
package dev.millrace.operator.kafka;
