package dev.millrace.local;

import dev.millrace.local.cli.Commands;

/** The command line's entry point. */
public final class Millrace {
  private Millrace() {}

  /** Runs a command and exits with its status. */
  public static void main(String[] arguments) {
    // Not a real console unless both ends are a terminal, also where the JDK offers another one.
    System.setProperty("jdk.console", "java.base");
    System.exit(Commands.execute(arguments, System.out, System.err));
  }
}
