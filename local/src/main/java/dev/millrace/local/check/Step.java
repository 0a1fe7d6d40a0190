package dev.millrace.local.check;

/** One step of a stage, over one partition, with the state of all keys in it. */
interface Step {
  /** Takes one record and gives what it makes of it to {@code next}, in order. */
  void process(Event event, Next next) throws StepFailure;

  /** A deadline that this step had set has come. */
  default void fire(Deadline deadline, Next next) throws StepFailure {
    throw new IllegalStateException("no deadlines: " + this);
  }

  /** Takes over what a step makes. */
  @FunctionalInterface
  interface Next {
    /** Processes one record by all the following steps. */
    void accept(Event event) throws StepFailure;
  }
}
