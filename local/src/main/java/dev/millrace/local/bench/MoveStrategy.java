package dev.millrace.local.bench;

import java.io.IOException;

/** A way of moving a running stage; all are measured alike, from outside. */
interface MoveStrategy {

  /** As it stands in tables. */
  String title();

  /** Whether outputs are to go on all the time; only then there are bars. */
  boolean keepsRunning();

  /** Whether a target may have been started before; only then it is, every other time. */
  boolean canPark();

  /** Whether it is what is done without Millrace, of whose gaps the others have but a share. */
  default boolean isBaseline() {
    return false;
  }

  /**
   * Moves the stage.
   *
   * @param source the replica that owns every partition
   * @param target name of the replica that is to own them, which may run already and wait; a way
   *     that goes on with the same replica leaves it alone
   * @param to where the target runs, or is to run
   * @return what became of it, once nothing of what is left behind runs any more
   * @throws IOException if it did not come to its end, or a process fails
   */
  Moved move(MoveScene scene, String source, String target, Place to)
      throws IOException, InterruptedException;
}
