package dev.millrace.api;

/** Where the stage goes, and what changes on the way. */
public record MigrationTargetSpec(String pool, StageSpec.Engine engine, Integer parallelism) {}
