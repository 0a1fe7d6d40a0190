package dev.millrace.api;

import java.util.Map;

/**
 * A window per record key: exactly one of tumbling, sliding, session (by log time) or count. {@code
 * emit} names one expression a result field: an aggregate such as {@code sum(value.level)}, {@code
 * key}, {@code window.start} or {@code window.end}.
 */
public record WindowSpec(
    String tumbling,
    SlidingSpec sliding,
    String session,
    CountWindowSpec count,
    Map<String, String> emit) {}
