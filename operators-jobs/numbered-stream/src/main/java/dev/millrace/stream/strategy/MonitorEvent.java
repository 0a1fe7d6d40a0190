package dev.millrace.stream.strategy;

/** What a {@link SynchronisationMonitor} reacts to. */
public sealed interface MonitorEvent permits WindowResult, Abort {}
