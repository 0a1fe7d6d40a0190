package dev.millrace.operator.render;

/** Where a JobManager is found, as the files of pods have it. */
record JobManagerPlace(String host, int port) {}
