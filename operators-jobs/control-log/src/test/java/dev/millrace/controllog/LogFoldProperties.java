package dev.millrace.controllog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.State;
import dev.millrace.stream.handover.Ownership;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A log that is trimmed again and again, also by processes that are late, says at each offset what
 * it would say in full; where that cannot be known yet, it says so.
 */
class LogFoldProperties {
  private static final List<ControlKey> KEYS =
      List.of(
          new ControlKey("p.a", 0),
          new ControlKey("p.a", 1),
          new ControlKey("p.b", 0),
          new ControlKey("p.c", 0));

  private SimulatedLog log;
  private List<Trim> trims;
  private Random random;
  private LogFold running;
  private int runningNext;
  private int answers;

  /** A trim under way: some of its records may have landed. */
  private record Trim(long next, Iterator<Map.Entry<ControlKey, State>> unsent) {}

  @Property(tries = 2_000)
  void aTrimmedLogSaysWhatTheWholeLogSays(@ForAll long seed) {
    log = new SimulatedLog();
    trims = new ArrayList<>();
    random = new Random(seed);
    running = new LogFold(0, 0);
    runningNext = 0;
    answers = 0;
    RandomRecords records = new RandomRecords(random);
    for (int step = 0; step < 60; step++) {
      // Partitions appear one after the other, also long after a trim.
      ControlKey key = KEYS.get(random.nextInt(Math.min(KEYS.size(), 1 + step / 12)));
      switch (random.nextInt(8)) {
        case 0 -> beginTrim();
        case 1, 2 -> continueTrim();
        default ->
            log.append(key, records.following(log.saidBefore(log.end(), key), key.partition()));
      }
      checkNewReader();
      checkRunningReader();
    }
    assertThat(answers).isPositive();
  }

  @Example
  void beforeTheStatesAreReadATrimmedLogSaysNothing() {
    ControlKey key = KEYS.get(0);
    LogFold fold = new LogFold(5, 8);
    assertThat(fold.ownership(key)).isEmpty();
    fold.add(new ControlLogRecord(key, 5, new Birth(0, "r1", 1, 0)));
    assertThat(fold.ownership(key)).isEmpty();
    assertThat(fold.states()).isNull();
    fold.advance(8);
    assertThat(fold.ownership(key))
        .hasValueSatisfying(said -> assertThat(said.owner()).isEqualTo("r1"));
    assertThat(fold.ownership(KEYS.get(1))).contains(Ownership.NONE);
  }

  private void beginTrim() {
    LogFold fold = new LogFold(log.begin(), log.end());
    fold.advance(log.begin());
    for (int offset = log.begin(); offset < log.end(); offset++) {
      fold.add(log.at(offset));
    }
    LogStates states = fold.states();
    trims.add(new Trim(states.next(), states.records().entrySet().iterator()));
  }

  private void continueTrim() {
    if (trims.isEmpty()) {
      return;
    }
    Trim trim = trims.get(random.nextInt(trims.size()));
    if (trim.unsent().hasNext()) {
      Map.Entry<ControlKey, State> state = trim.unsent().next();
      log.append(state.getKey(), state.getValue());
    } else {
      log.deleteBefore(trim.next());
      trims.remove(trim);
    }
  }

  private void checkNewReader() {
    LogFold fold = new LogFold(log.begin(), log.end());
    fold.advance(log.begin());
    check(fold, log.begin(), log.begin() == log.end());
    for (int offset = log.begin(); offset < log.end(); offset++) {
      fold.add(log.at(offset));
      check(fold, offset + 1, offset + 1 == log.end());
    }
  }

  /** One that is behind at times, and begins anew when what comes next has been deleted. */
  private void checkRunningReader() {
    if (runningNext < log.begin() || random.nextInt(20) == 0) {
      running = new LogFold(log.begin(), log.end());
      running.advance(log.begin());
      runningNext = log.begin();
    }
    boolean all = random.nextInt(4) > 0;
    while (all && runningNext < log.end()) {
      running.add(log.at(runningNext));
      runningNext++;
    }
    check(running, runningNext, all);
  }

  private void check(LogFold fold, int read, boolean all) {
    for (ControlKey key : KEYS) {
      Optional<Ownership> said = fold.ownership(key);
      if (said.isPresent() || all) {
        assertThat(said).as("%s before %d", key, read).contains(log.saidBefore(read, key));
        answers++;
      }
    }
  }
}
