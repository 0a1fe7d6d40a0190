package dev.millrace.local.bench;

import dev.millrace.kafka.StageSettings;
import dev.millrace.kafka.StageSettingsFile;
import dev.millrace.local.bench.copies.PlainCopy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * Plain copies of a stage in a JVM of their own, as replicas have one. Commands: {@code start NAME
 * FILE beginning|now} starts a copy of the stage in the settings file, {@code figures NAME} looks
 * at it, {@code kill NAME} ends it.
 */
final class CopyProcess {
  private final Map<String, PlainCopy> copies = new TreeMap<>();

  private CopyProcess() {}

  /** No arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    CopyProcess process = new CopyProcess();
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      process.execute(line.split(" "));
    }
    for (PlainCopy copy : process.copies.values()) {
      copy.close();
    }
  }

  private void execute(String[] command) throws IOException, InterruptedException {
    switch (command[0]) {
      case "start" -> {
        StageSettings settings = StageSettingsFile.read(Path.of(command[2]), Clock.systemUTC());
        copies.put(
            command[1],
            PlainCopy.start(
                command[1],
                settings.kafka(),
                settings.compile(),
                StageEngine.partitions(settings),
                command[3].equals("now")));
        Answers.print("started", true);
      }
      case "figures" -> Answers.print("written", copies.get(command[1]).written());
      case "kill" -> {
        copies.remove(command[1]).kill();
        Answers.print("killed", true);
      }
      default -> throw new IllegalArgumentException("no command " + command[0]);
    }
  }
}
