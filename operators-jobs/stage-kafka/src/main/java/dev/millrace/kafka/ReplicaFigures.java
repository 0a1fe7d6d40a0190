package dev.millrace.kafka;

import java.io.Serializable;

/** What a {@link ReplicaMeter} shows, on its way between two processes of one replica. */
public record ReplicaFigures(
    long records,
    long outputs,
    long late,
    long deadLetters,
    long repeats,
    long ticks,
    long nextOffset,
    long logTime,
    long frontier,
    long acknowledgedFrontier,
    long cells,
    long endOffset,
    long alreadyInTopic,
    boolean owner)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
