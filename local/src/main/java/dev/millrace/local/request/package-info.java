/**
 * How other processes on this machine ask a local run for migrations, and hear how far they are:
 * files in the run's directory, written whole, so that nothing has to listen.
 */
package dev.millrace.local.request;
