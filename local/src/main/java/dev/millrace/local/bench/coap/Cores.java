package dev.millrace.local.bench.coap;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which processor a process has to itself.
 *
 * @param apart whether server and load tool each have one
 */
record Cores(boolean apart) {
  static final String SERVER = "0";
  static final String LOAD = "1";
  private static final String TASKSET = "taskset";

  /** Two processors, and a program that gives them. */
  static Cores ofThisMachine() {
    return new Cores(
        Runtime.getRuntime().availableProcessors() > 1 && program(TASKSET).isPresent());
  }

  /** The command that starts a program on one core from its beginning, as its threads follow. */
  List<String> on(String core, List<String> command) {
    if (!apart) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of(TASKSET, "-c", core));
    pinned.addAll(command);
    return pinned;
  }

  /** Where a program is, if it is installed. */
  static Optional<Path> program(String name) {
    String path = System.getenv("PATH");
    return Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
