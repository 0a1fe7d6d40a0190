package dev.millrace.stream.strategy;

import java.io.IOException;

/**
 * A state does not arrive as it was sent. The transfer cannot go on; the sender is never confirmed,
 * so the source still has its state and can resume.
 */
public final class StateTransferException extends IOException {
  private final Fault fault;

  /** What is wrong. */
  public enum Fault {
    /** A frame belongs to another migration. */
    MIGRATION,
    /** A chunk is not the one that is due. */
    INDEX,
    /** The number of chunks changes, or is not reached. */
    COUNT,
    /** A frame fails its CRC. */
    CHECKSUM,
    /** The whole state has another SHA-256 than its sender's. */
    DIGEST,
    /** A frame has an intact CRC, but is none that this program writes. */
    FORM
  }

  StateTransferException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }
}
