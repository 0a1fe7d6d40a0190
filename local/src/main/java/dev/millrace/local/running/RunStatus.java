package dev.millrace.local.running;

import dev.millrace.local.report.migration.MigrationReport;
import java.time.Duration;
import java.util.List;

/**
 * A run as it is at one moment.
 *
 * @param elapsed since everything had been started
 * @param broker host and port
 * @param gateways in the order of the manifests
 * @param stages each after those whose output it reads
 * @param devices all fleets together
 * @param migrations in the order in which they were asked for
 * @param errors what is wrong at present or was last, one line each
 */
public record RunStatus(
    Duration elapsed,
    String broker,
    List<Gateway> gateways,
    List<Stage> stages,
    Devices devices,
    List<MigrationReport> migrations,
    List<String> errors) {

  /**
   * A gateway.
   *
   * @param uris its listeners
   * @param perSecond requests answered a second, lately
   * @param accepted requests answered with 2.xx
   * @param refused requests answered otherwise
   */
  public record Gateway(
      String name, String pool, List<String> uris, double perSecond, long accepted, long refused) {}

  /**
   * A stage.
   *
   * @param recordsPerSecond data records processed a second, lately
   * @param behindMillis how far log time is behind the clock; negative before the first record
   */
  public record Stage(
      String name,
      String pool,
      String engine,
      double recordsPerSecond,
      long behindMillis,
      StageStatus status) {}

  /**
   * Simulated devices.
   *
   * @param fleets number of fleets
   * @param roundTripP50Micros median of the round-trip times, 0 before the first
   * @param roundTripP99Micros 99th percentile of the round-trip times, 0 before the first
   */
  public record Devices(
      int fleets,
      long devices,
      long sent,
      long acknowledged,
      long refused,
      long unknown,
      long outstanding,
      long retransmissions,
      long roundTripP50Micros,
      long roundTripP99Micros) {}
}
