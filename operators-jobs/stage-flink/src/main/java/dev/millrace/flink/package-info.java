/**
 * A stage in Flink: one operator that holds the partitions' replicas, gate and producer, fed by a
 * Kafka source whose partition p is key group p (design, section 2).
 */
package dev.millrace.flink;
