package dev.millrace.local;

import dev.millrace.local.cli.Commands;

/** The command line's entry point. */
public final class Millrace {
  private Millrace() {}

  /** Runs a command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(Commands.execute(arguments, System.out, System.err));
  }
}
