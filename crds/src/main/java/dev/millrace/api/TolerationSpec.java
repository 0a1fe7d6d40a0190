package dev.millrace.api;

/** A Kubernetes toleration, as in a pod. */
public record TolerationSpec(
    String key, String operator, String value, String effect, Long tolerationSeconds) {}
