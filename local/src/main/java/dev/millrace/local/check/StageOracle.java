package dev.millrace.local.check;

import dev.millrace.api.TopicSpec.Format;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes what one partition of a stage must write, record by record of its input. */
final class StageOracle {
  private static final long DEFAULT_MAX_AHEAD = 5_000;
  private static final long END_OF_9999 = 253_402_300_799_999L;

  private record Upstream(String stage, int partition) {}

  private final CheckedStage stage;
  private final PayloadDecoder decoder;
  private final LogClock clock;
  private final List<Step> steps;
  private final OutputRules rules;
  private final Map<Upstream, OutputId> seen = new HashMap<>();
  private final InputCounts counts = new InputCounts();

  private LogRecord record;
  private long sn;
  private List<Expected> outputs;
  private int mark;
  private long lateAtMark;
  private int at;

  /**
   * The partition before its first record.
   *
   * @param partitions number of partitions of the topics that the stage writes, by name
   */
  StageOracle(CheckedStage stage, int partition, Map<String, Integer> partitions) {
    this.stage = stage;
    this.decoder = new PayloadDecoder(stage.inFields(), stage.in().format() == Format.Cbor);
    this.clock = new LogClock(stage.allowedLateness());
    StepFactory.Chain chain =
        StepFactory.chain(stage.spec().steps(), stage.inFields(), clock, event -> late());
    this.steps = chain.steps();
    this.rules = OutputRules.of(stage, chain, partition, partitions);
  }

  /** What the next record of the log causes, in order. */
  List<Expected> process(LogRecord next) {
    record = next;
    sn++;
    outputs = new ArrayList<>();
    if (next.isTick()) {
      counts.ticks++;
      advance(next.timestamp());
      return outputs;
    }
    try {
      if (isRepeat()) {
        counts.repeats++;
        return outputs;
      }
      counts.data++;
      String key = next.key() == null ? "" : Utf8Text.of(next.key());
      data(key, decoder.decode(next));
    } catch (UndecodableException e) {
      deadLetter("undecodable");
    }
    return outputs;
  }

  /** What the records were. */
  InputCounts counts() {
    return counts;
  }

  private boolean isRepeat() throws UndecodableException {
    IdHeader header = IdHeader.of(record);
    if (header == null) {
      return false;
    }
    Upstream upstream = new Upstream(header.stage(), header.partition());
    OutputId last = seen.get(upstream);
    if (last != null && header.id().compareTo(last) <= 0) {
      return true;
    }
    seen.put(upstream, header.id());
    return false;
  }

  private void data(String key, Map<String, Object> fields) {
    String timeField = stage.in().time() == null ? null : stage.in().time().field();
    Object time = timeField == null ? (Object) record.timestamp() : fields.get(timeField);
    if (time == null || (Long) time < 0 || (Long) time > END_OF_9999) {
      deadLetter("no event time");
      return;
    }
    long eventTime = (Long) time;
    if (timeField != null && eventTime - record.timestamp() > maxAhead()) {
      deadLetter("event time ahead");
      return;
    }
    advance(eventTime);
    begin();
    try {
      run(0, new Event(key, eventTime, fields, record));
    } catch (StepFailure e) {
      drop();
      deadLetter(reason());
    }
  }

  private long maxAhead() {
    return CheckedStage.millis(stage.in().time().maxAhead(), DEFAULT_MAX_AHEAD);
  }

  private void advance(long time) {
    if (!clock.moveTo(time)) {
      return;
    }
    for (Deadline due = clock.next(); due != null; due = clock.next()) {
      begin();
      at = due.step();
      try {
        steps.get(at).fire(due, after(at));
      } catch (StepFailure e) {
        drop();
        counts.deadLetters++;
        long lastMoment = due.time() - stage.allowedLateness() - 1;
        outputs.add(rules.firedDeadLetter(sn, outputs.size(), lastMoment, due.key(), reason()));
      }
    }
  }

  private void run(int step, Event event) throws StepFailure {
    at = step;
    if (step < steps.size()) {
      steps.get(step).process(event, after(step));
    } else {
      outputs.add(rules.result(sn, outputs.size(), event, record));
    }
  }

  /** Hands results of a step to the next one. */
  private Step.Next after(int step) {
    return result -> {
      run(step + 1, result);
      at = step;
    };
  }

  private void late() {
    counts.late++;
    if (stage.spec().late() != null) {
      outputs.add(rules.late(sn, outputs.size(), record));
    }
  }

  private void deadLetter(String reason) {
    counts.deadLetters++;
    outputs.add(rules.deadLetter(sn, outputs.size(), record, reason));
  }

  private String reason() {
    return at < steps.size() ? "step " + at : "output";
  }

  private void begin() {
    mark = outputs.size();
    lateAtMark = counts.late;
  }

  /** What the present cause has produced is void. */
  private void drop() {
    outputs.subList(mark, outputs.size()).clear();
    counts.late = lateAtMark;
  }

  /** The bytes of a key; null if it is empty. */
  static byte[] bytes(String key) {
    return key.isEmpty() ? null : key.getBytes(StandardCharsets.UTF_8);
  }
}
