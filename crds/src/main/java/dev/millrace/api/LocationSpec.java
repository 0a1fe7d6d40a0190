package dev.millrace.api;

/** Where a pool stands: a region name and WGS 84 degrees. */
public record LocationSpec(String region, Double latitude, Double longitude) {}
