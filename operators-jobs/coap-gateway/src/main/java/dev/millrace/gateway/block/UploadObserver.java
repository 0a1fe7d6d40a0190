package dev.millrace.gateway.block;

/** Learns how uploads end. */
public interface UploadObserver {
  /** Called under the lock of the uploads: has to be quick. */
  void ended(Outcome outcome);

  /** How an upload ended. */
  enum Outcome {
    COMPLETE,
    /** The same peer began another to the same resource. */
    OVERWRITTEN,
    /** The same peer began too many others. */
    DISPLACED,
    /** One of its blocks was at fault. */
    BROKEN,
    /** No block came for too long. */
    EXPIRED
  }
}
