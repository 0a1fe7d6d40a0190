/** A fleet of simulated devices as a process. */
package dev.millrace.pod.fleet;
