package dev.millrace.stream.snapshot;

import java.io.IOException;

/** A snapshot, or a chunk of one, is not what was written. */
public final class CorruptSnapshotException extends IOException {
  /** With what is wrong. */
  public CorruptSnapshotException(String message) {
    super(message);
  }
}
