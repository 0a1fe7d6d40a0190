package dev.millrace.local.check;

import dev.millrace.api.TopicSpec.Format;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that one stage has written, by input partition, each output partition in its order.
 */
final class StageOutputs {

  private final CheckedStage stage;
  private final LogSource source;
  private final Map<Integer, List<Found>> byInput = new TreeMap<>();
  private final List<Defect> foreign = new ArrayList<>();
  private long foreignCount;

  private StageOutputs(CheckedStage stage, LogSource source) {
    this.stage = stage;
    this.source = source;
  }

  /** Reads all topics of a stage from start to end. */
  static StageOutputs read(CheckedStage stage, LogSource source, TopicWriters writers) {
    StageOutputs outputs = new StageOutputs(stage, source);
    for (String topic : topics(stage)) {
      for (int p = 0; p < source.partitions(topic); p++) {
        int partition = p;
        source.read(topic, p, record -> outputs.add(topic, partition, record, writers));
      }
    }
    return outputs;
  }

  /** The topics that a stage may write. */
  static Set<String> topics(CheckedStage stage) {
    Set<String> topics = new LinkedHashSet<>();
    topics.add(stage.spec().to().topic());
    topics.add(stage.deadLetters());
    if (stage.spec().late() != null) {
      topics.add(stage.spec().late());
    }
    return topics;
  }

  /** Outputs caused by one input partition. */
  List<Found> of(int inputPartition) {
    return byInput.getOrDefault(inputPartition, List.of());
  }

  /** The input partitions that outputs name. */
  Set<Integer> inputPartitions() {
    return byInput.keySet();
  }

  /** Number of records in the stage's topics that no known writer has written. */
  long foreignCount() {
    return foreignCount;
  }

  /** Some of those. */
  List<Defect> foreign() {
    return foreign;
  }

  /** The content of an output, read again. */
  String content(Found found) {
    LogRecord record = source.at(found.topic, found.partition, found.offset);
    return record == null ? "no longer there" : content(stage, found.topic, record);
  }

  private void add(String topic, int partition, LogRecord record, TopicWriters writers) {
    if (record.isTick()) {
      return;
    }
    IdHeader header;
    try {
      header = IdHeader.of(record);
    } catch (UndecodableException e) {
      header = null;
    }
    if (header != null && header.stage().equals(stage.name())) {
      Found found =
          new Found(header.id(), topic, partition, record.offset(), content(stage, topic, record));
      byInput.computeIfAbsent(header.partition(), p -> new ArrayList<>()).add(found);
    } else if (writers.isForeign(topic, stage.name(), header == null ? null : header.stage())) {
      foreignCount++;
      if (foreign.size() < Defect.SAMPLES) {
        String place = topic + "-" + partition + "@" + record.offset();
        String id = record.header(IdHeader.NAME);
        foreign.add(
            new Defect(
                Defect.Kind.UNEXPECTED,
                place,
                id == null ? "no identity" : id,
                "records of its stages only",
                Utf8Text.shown(record.value())));
      }
    }
  }

  /** The content of a record of one of the stage's topics. */
  static String content(CheckedStage stage, String topic, LogRecord record) {
    if (topic.equals(stage.deadLetters())) {
      return Content.foundDeadLetter(record);
    }
    if (topic.equals(stage.spec().late())) {
      return Content.late(record);
    }
    try {
      boolean cbor = stage.out().format() == Format.Cbor;
      return Content.result(
          record.timestamp(), record.key(), PayloadDecoder.written(record.value(), cbor));
    } catch (UndecodableException e) {
      return "undecodable " + Utf8Text.shown(record.value()) + ": " + e.getMessage();
    }
  }
}
