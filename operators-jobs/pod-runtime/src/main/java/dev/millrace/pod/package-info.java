/**
 * What the processes in pods have in common: configuration from files, health, metrics and status
 * by HTTP, and an end in order.
 */
package dev.millrace.pod;
