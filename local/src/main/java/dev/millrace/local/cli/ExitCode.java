package dev.millrace.local.cli;

/** What the process' exit status says. */
public final class ExitCode {
  /** Everything that was asked for was done, and every check holds. */
  public static final int HOLDS = 0;

  /** The run came to its end, and a check does not hold. */
  public static final int CHECK_FAILED = 1;

  /** Wrong input or usage, or a port or directory that cannot be had: nothing was started. */
  public static final int BAD_INPUT = 2;

  /** Something failed while it ran. */
  public static final int FAILED = 3;

  /** Ended at once by a second Ctrl-C; nothing was checked. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
