package dev.millrace.api;

/** Passes at most {@code limit} records of a key in each period {@code per} of log time. */
public record ThrottleSpec(Integer limit, String per) {}
