package dev.millrace.controllog.migration;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.LocatedCut;
import dev.millrace.stream.handover.ControlRecord.CutsRequested;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks what the searches for differences want to know. One thread. */
final class DifferenceSeeker {
  private static final Logger LOG = LoggerFactory.getLogger(DifferenceSeeker.class);

  private final Map<Integer, PartitionWatch> watches;
  private final MigrationRecords records;
  private final String migration;
  private final RecordKeys keys;

  DifferenceSeeker(
      Map<Integer, PartitionWatch> watches,
      MigrationRecords records,
      String migration,
      RecordKeys keys) {
    this.watches = watches;
    this.records = records;
    this.migration = migration;
    this.keys = keys;
  }

  /** Does what the searches that are under way need next. */
  void seek() throws ControlLogException, InterruptedException {
    for (var watch : watches.entrySet()) {
      PartitionWatch at = watch.getValue();
      CutsRequested question = at.question(migration);
      if (question != null) {
        records.await(records.append(question));
        at.asked();
      }
      LocatedCut first = at.keyWanted();
      if (first != null) {
        at.keyIs(keyOf(watch.getKey(), first.offset()));
      }
    }
  }

  private String keyOf(int partition, long offset) {
    try {
      return keys.at(partition, offset);
    } catch (ControlLogException e) {
      LOG.warn("{}: the key of a record that differs is not known: {}", migration, e.toString());
      return null;
    }
  }
}
