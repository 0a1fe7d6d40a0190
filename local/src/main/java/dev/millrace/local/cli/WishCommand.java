package dev.millrace.local.cli;

import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationTargetSpec;
import dev.millrace.local.RefusedException;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.request.RequestManifest;
import dev.millrace.local.request.RunDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks something of a migration that is under way. */
@Command(mixinStandardHelpOptions = true)
public final class WishCommand implements Callable<Integer> {
  /** What can be asked for. */
  enum Wish {
    PROMOTE("Switches now, although promotion is manual or there are differences."),
    ABORT("Gives up before the switch; the source goes on."),
    ROLL_BACK("Goes back to the source, while that is kept.");

    private final String description;

    Wish(String description) {
      this.description = description;
    }

    /** What it does, for a person. */
    String description() {
      return description;
    }

    /** Name of the command. */
    String command() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Parameters(paramLabel = "NAME", description = "The migration.")
  private String name;

  @Option(
      names = {"-w", "--watch"},
      description = "Shows how it goes on until it has ended.")
  private boolean watch;

  @Mixin private RunOption run;

  private final Wish wish;
  private final PrintStream out;
  private final PrintStream err;

  WishCommand(Wish wish, PrintStream out, PrintStream err) {
    this.wish = wish;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    try {
      RunDirectory directory = run.running();
      MigrationReport report =
          directory
              .status(name)
              .orElseThrow(() -> new RefusedException("no migration '" + name + "'"));
      if (wish == Wish.PROMOTE && !report.compares()) {
        throw new RefusedException(
            "migration %s has strategy %s, which waits for nobody to promote it"
                .formatted(name, report.strategy()));
      }
      MigrationRequestSpec before = spec(directory, report);
      directory.writeRequest(name, RequestManifest.text(name, wished(before)));
      out.println("migration %s: %s asked for".formatted(name, wish.command()));
      return watch ? new MigrationFollower(directory, name, out, err).follow(true) : ExitCode.HOLDS;
    } catch (RefusedException e) {
      err.println("error: " + e.getMessage());
      return ExitCode.BAD_INPUT;
    }
  }

  /** One of the run's manifests has no request here; what is wished is all that counts of it. */
  private static MigrationRequestSpec spec(RunDirectory directory, MigrationReport report)
      throws IOException {
    String text = directory.request(report.name()).orElse(null);
    return text == null
        ? new MigrationRequestSpec(
            report.stage(),
            new MigrationTargetSpec(report.to().pool(), null, null),
            report.strategy(),
            null,
            null,
            null,
            null,
            null,
            false,
            false,
            false)
        : RequestManifest.read(report.name(), text).spec();
  }

  private MigrationRequestSpec wished(MigrationRequestSpec before) {
    return new MigrationRequestSpec(
        before.stage(),
        before.to(),
        before.strategy(),
        before.synchronisation(),
        before.restart(),
        before.verification(),
        before.keepSource(),
        before.deadline(),
        wish == Wish.PROMOTE || Boolean.TRUE.equals(before.promote()) && wish != Wish.ABORT,
        wish == Wish.ABORT || Boolean.TRUE.equals(before.abort()) && wish != Wish.PROMOTE,
        wish == Wish.ROLL_BACK || Boolean.TRUE.equals(before.rollBack()));
  }
}
