package dev.millrace.pod.fleet;

import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.ConfigurationFile;
import dev.millrace.pod.PodEnvironment;
import dev.millrace.pod.SecretFiles;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the files say about a fleet.
 *
 * @param description with everything that it must have
 * @param identities pre-shared keys by identity; never logged
 * @param directory where files that the fleet replays are
 */
record FleetFiles(
    Path file, FleetDescription description, Map<String, byte[]> identities, Path directory) {
  private static final int MOST_PORT = 65_535;

  /**
   * Reads them.
   *
   * @throws ConfigurationException naming file and field, if anything is wrong
   */
  static FleetFiles read(PodEnvironment environment) throws ConfigurationException {
    ConfigurationFile<FleetDescription> file =
        ConfigurationFile.read(
            environment.configuration().resolve("fleet.json"), FleetDescription.class);
    FleetDescription fleet = file.value();
    file.require("name", fleet.name());
    FleetDescription.Target target = file.require("target", fleet.target());
    file.check(!file.require("target.host", target.host()).isBlank(), "target.host", "is empty");
    int port = file.require("target.port", target.port());
    file.check(port > 0 && port <= MOST_PORT, "target.port", "is no port: " + port);
    DeviceFleetSpec spec = file.require("spec", fleet.spec());
    file.require("spec.path", spec.path());
    file.require("spec.payload", spec.payload());
    file.require("spec.phases", spec.phases());
    Map<String, byte[]> identities =
        spec.identities() == null
            ? Map.of()
            : SecretFiles.read(environment.identities().resolve(spec.identities().secretName()));
    return new FleetFiles(file.path(), fleet, identities, environment.configuration());
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "FleetFiles[" + file + "]";
  }
}
