package dev.millrace.api;

import java.util.List;
import java.util.Map;

/** One step of a stage: exactly one of the components is set. */
public record StepSpec(
    String filter,
    Map<String, String> map,
    List<FlatMapSpec> flatMap,
    String rekey,
    DedupeSpec dedupe,
    Map<String, String> running,
    WindowSpec window,
    JoinSpec join,
    ThrottleSpec throttle,
    CustomSpec custom) {}
