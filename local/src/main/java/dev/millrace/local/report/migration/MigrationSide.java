package dev.millrace.local.report.migration;

/**
 * Where a stage runs, before or after a migration.
 *
 * @param pool the pool
 * @param engine {@code light} or {@code flink}
 */
public record MigrationSide(String pool, String engine) {
  @Override
  public String toString() {
    return pool + " (" + engine + ")";
  }
}
