package dev.millrace.stream.strategy;

import dev.millrace.stream.strategy.MonitorNotice.Synchronised;

/**
 * All that a {@link SynchronisationMonitor} knows between two events. Immutable; {@link
 * MonitorStateCodec} keeps it over a restart.
 */
public sealed interface MonitorState {
  /** The state in which a monitor begins. */
  static MonitorState initial() {
    return new Empty();
  }

  /** No result has come. */
  record Empty() implements MonitorState {}

  /**
   * One result waits for the next one to be compared with.
   *
   * @param held not forwarded and not discarded yet
   */
  record Hold(WindowResult held) implements MonitorState {
    /** Refuses a state that holds nothing. */
    public Hold {
      if (held == null) {
        throw new IllegalArgumentException("a monitor that holds needs a result");
      }
    }
  }

  /**
   * The source was ahead and its last result is out; the target's results are reduced until they
   * have caught up.
   *
   * @param remainder number of records that the target still counts again, 0 or more
   * @param outcome what to report when the target's first result goes out
   */
  record Correct(long remainder, Synchronised outcome) implements MonitorState {
    /** Refuses a correction that synchronisation cannot lead to. */
    public Correct {
      if (remainder < 0 || outcome.offset() < remainder) {
        throw new IllegalArgumentException(
            "a remainder of " + remainder + " of the offset " + outcome.offset());
      }
    }
  }

  /**
   * The target's results are forwarded, the source's discarded. An end state.
   *
   * @param outcome how the operators synchronised
   */
  record Switched(Synchronised outcome) implements MonitorState {}

  /**
   * The source's results are forwarded, the target's discarded. An end state.
   *
   * @param cause why the monitor gave up
   */
  record PassSource(Abort cause) implements MonitorState {}
}
