package dev.millrace.pod;

/** What a process ends with. */
public final class ExitCode {
  /** It was told to end, and has done so in order. */
  public static final int ENDED = 0;

  /** Something that it cannot do without has failed; the log says what. */
  public static final int FAILED = 1;

  /** Its configuration is wrong. */
  public static final int WRONG_CONFIGURATION = 2;

  /** It was told to end, and did not within its time. */
  public static final int TERMINATED = 143;

  private ExitCode() {}
}
