/** The operator's benchmark: its memory, speed and calls beside many resources on a real API. */
package dev.millrace.e2e.bench;
