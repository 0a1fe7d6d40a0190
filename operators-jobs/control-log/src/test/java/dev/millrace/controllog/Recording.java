package dev.millrace.controllog;

import dev.millrace.stream.handover.ControlRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps what it hears. */
final class Recording implements ControlListener {
  final List<Long> offsets = new CopyOnWriteArrayList<>();
  final List<ControlRecord> records = new CopyOnWriteArrayList<>();
  final List<ControlLogException> ends = new CopyOnWriteArrayList<>();

  @Override
  public void read(long offset, ControlRecord record) {
    offsets.add(offset);
    records.add(record);
  }

  @Override
  public void ended(ControlLogException reason) {
    ends.add(reason);
  }
}
