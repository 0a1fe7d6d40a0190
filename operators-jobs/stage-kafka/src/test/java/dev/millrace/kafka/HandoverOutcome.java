package dev.millrace.kafka;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.Ownership;

/**
 * What came out of a run.
 *
 * @param openings that are valid, by the rules themselves and not by what a mutant makes of them
 * @param fencedOpenings those of them that belong to a fence
 * @param divergences that are valid
 */
record HandoverOutcome(OutputReading reading, int openings, int fencedOpenings, int divergences) {
  static HandoverOutcome of(SimulatedTopics broker, SimulatedControlLog log) {
    int openings = 0;
    int fencedOpenings = 0;
    int divergences = 0;
    Ownership at = Ownership.NONE;
    for (long offset = 0; offset < log.end(); offset++) {
      ControlRecord record = log.at(offset);
      Ownership next = at.after(offset, record);
      if (next != at && record instanceof Opened) {
        openings++;
        fencedOpenings += at.pending().fence() ? 1 : 0;
      } else if (next != at && record instanceof Diverged) {
        divergences++;
      }
      at = next;
    }
    return new HandoverOutcome(OutputReading.of(broker), openings, fencedOpenings, divergences);
  }
}
