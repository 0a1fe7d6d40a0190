package dev.millrace.local.check;

/** What the records of an input partition were. */
final class InputCounts {
  long data;
  long ticks;
  long repeats;
  long late;
  long deadLetters;

  void add(InputCounts other) {
    data += other.data;
    ticks += other.ticks;
    repeats += other.repeats;
    late += other.late;
    deadLetters += other.deadLetters;
  }
}
