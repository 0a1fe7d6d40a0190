/** One device: when it has readings, and how it sends them one after the other. */
package dev.millrace.fleet.device;
