/** A run in one process: broker, stages, gateways and fleets, from their start to their end. */
package dev.millrace.local.running;
