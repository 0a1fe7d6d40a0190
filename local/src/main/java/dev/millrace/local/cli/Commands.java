package dev.millrace.local.cli;

import dev.millrace.local.bench.BenchCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands. */
@Command(
    name = "millrace",
    mixinStandardHelpOptions = true,
    description = "CoAP in, numbered stream stages in between, checked results out.",
    synopsisSubcommandLabel = "COMMAND")
public final class Commands {
  private Commands() {}

  /** Runs the command that the arguments name; the exit status, see {@link ExitCode}. */
  public static int execute(String[] arguments, PrintStream out, PrintStream err) {
    CommandLine commands = new CommandLine(new Commands());
    commands.addSubcommand(new RunCommand(out, err));
    commands.addSubcommand(new ValidateCommand(out, err));
    commands.addSubcommand(new MigrateCommand(out, err));
    commands.addSubcommand(new MigrationsCommand(out, err));
    for (WishCommand.Wish wish : WishCommand.Wish.values()) {
      CommandLine command = new CommandLine(new WishCommand(wish, out, err));
      command.getCommandSpec().usageMessage().description(wish.description());
      commands.addSubcommand(wish.command(), command);
    }
    commands.addSubcommand(new BenchCommand());
    commands.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          err.println("error: " + failure);
          failure.printStackTrace(err);
          return ExitCode.FAILED;
        });
    return arguments.length == 0 ? usage(commands, err) : commands.execute(arguments);
  }

  private static int usage(CommandLine commands, PrintStream err) {
    commands.usage(err);
    return ExitCode.BAD_INPUT;
  }
}
