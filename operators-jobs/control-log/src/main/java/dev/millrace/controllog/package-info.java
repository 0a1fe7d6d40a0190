/**
 * The topics in which replicas and coordinators of a pipeline meet, over plain Kafka clients: the
 * control log, whose order settles every race, the progress topic and the snapshot topic. What the
 * records mean is said by {@link dev.millrace.stream.handover} and {@link
 * dev.millrace.stream.snapshot}; here they are carried.
 */
package dev.millrace.controllog;
