package dev.millrace.controllog;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.Ownership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A control log in memory that remembers also what was deleted: what every prefix says. */
final class SimulatedLog {
  private final List<ControlLogRecord> records = new ArrayList<>();
  private final List<Map<ControlKey, Ownership>> said = new ArrayList<>(List.of(Map.of()));
  private int begin;

  void append(ControlKey key, ControlRecord record) {
    Map<ControlKey, Ownership> now = new HashMap<>(said.get(end()));
    now.put(key, now.getOrDefault(key, Ownership.NONE).after(end(), record));
    records.add(new ControlLogRecord(key, end(), record));
    said.add(now);
  }

  void deleteBefore(long offset) {
    begin = Math.max(begin, (int) offset);
  }

  int begin() {
    return begin;
  }

  int end() {
    return records.size();
  }

  ControlLogRecord at(int offset) {
    return records.get(offset);
  }

  /** What everything before an offset says, had nothing been deleted. */
  Ownership saidBefore(int offset, ControlKey key) {
    return said.get(offset).getOrDefault(key, Ownership.NONE);
  }
}
