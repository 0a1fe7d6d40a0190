package dev.millrace.stream.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.stream.state.StateStore;
import java.util.ArrayList;
import java.util.List;

/** A partition of a stage that is fed by hand. Its outputs are kept, and shown as text. */
final class Run {
  final PartitionStage stage;
  final List<Output> outputs = new ArrayList<>();

  Run(StagePlan plan) {
    this(plan, new ShuffledStore(0));
  }

  Run(StagePlan plan, StateStore store) {
    stage = new PartitionStage(plan, 0, store);
  }

  /** Feeds a JSON record. */
  Run record(String key, long time, String json, RecordHeader... headers) {
    return feed(input(stage.nextOffset(), key, time, json, headers));
  }

  Run tick(long time) {
    return feed(inputTick(stage.nextOffset(), time));
  }

  Run feed(InputRecord record) {
    stage.process(record, outputs);
    return this;
  }

  static InputRecord input(
      long offset, String key, long time, String json, RecordHeader... headers) {
    return new InputRecord(
        offset,
        time,
        key == null ? null : key.getBytes(UTF_8),
        json == null ? null : json.getBytes(UTF_8),
        headers);
  }

  static InputRecord inputTick(long offset, long time) {
    RecordHeader[] tick = {RecordHeader.of(RecordHeader.TICK, "")};
    return new InputRecord(offset, time, null, null, tick);
  }

  /** The outputs so far, without those that have been asked for before. */
  List<String> texts() {
    List<String> texts = outputs.stream().map(Run::text).toList();
    outputs.clear();
    return texts;
  }

  /** {@code KEY@TIMESTAMP VALUE}, with the channel before it and the reason behind, if any. */
  static String text(Output output) {
    String channel = output.channel() == Channel.MAIN ? "" : output.channel() + " ";
    String key = output.key() == null ? "-" : new String(output.key(), UTF_8);
    StringBuilder text = new StringBuilder(channel + key + '@' + output.timestamp() + ' ');
    text.append(new String(output.value(), UTF_8));
    for (RecordHeader header : output.headers()) {
      text.append(' ').append(header.name()).append('=').append(header.text());
    }
    return text.toString();
  }
}
