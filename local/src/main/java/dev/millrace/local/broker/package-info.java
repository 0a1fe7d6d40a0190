/** A Kafka broker inside the process, and the topics of a run. */
package dev.millrace.local.broker;
