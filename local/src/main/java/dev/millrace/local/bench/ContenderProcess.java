package dev.millrace.local.bench;

import dev.millrace.kafka.StageSettingsFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * One contender in a JVM of its own. Commands: {@code round FILE RECORDS} runs the stage of the
 * settings file over that many records; {@code start FILE}, {@code figures} and {@code stop} do it
 * step by step.
 */
final class ContenderProcess {
  private final Engine engine;
  private RunningJob job;

  private ContenderProcess(Engine engine) {
    this.engine = engine;
  }

  /** Arguments: the contender and a directory for working files. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Files.createDirectories(Path.of(arguments[1]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Engine engine = Engine.of(Contender.valueOf(arguments[0]), directory)) {
      ContenderProcess contender = new ContenderProcess(engine);
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        contender.execute(line.split(" "));
      }
    }
  }

  private void execute(String[] command) throws IOException, InterruptedException {
    switch (command[0]) {
      case "round" -> {
        start(command[1]);
        Round.of(job, Long.parseLong(command[2])).print();
        job.close();
      }
      case "start" -> {
        start(command[1]);
        Answers.print("started", true);
      }
      case "figures" ->
          Answers.print(
              "processed",
              job.processed(),
              "settled",
              job.settled(),
              "checkpoints",
              job.checkpoints(),
              "error",
              job.error());
      case "stop" -> {
        job.close();
        Answers.print("stopped", true);
      }
      default -> throw new IllegalArgumentException("no command " + command[0]);
    }
  }

  private void start(String settings) throws IOException {
    job = engine.start(StageSettingsFile.read(Path.of(settings), Clock.systemUTC()));
  }
}
