/** One replica of a stage as a process, on the light engine or on Flink. */
package dev.millrace.pod.stage;
