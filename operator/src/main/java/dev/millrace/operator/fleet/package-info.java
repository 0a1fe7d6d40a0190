/** Fleets of simulated devices: one pod that sends to a gateway. */
package dev.millrace.operator.fleet;
