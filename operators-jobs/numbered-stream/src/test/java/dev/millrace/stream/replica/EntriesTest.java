package dev.millrace.stream.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.stage.Channel;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.Output;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EntriesTest {
  private final Entries entries = new Entries(0, 7, 8);

  @Test
  void baseWaitsForTheFirstGapInAcknowledgements() {
    List<Output> all = append(1, 2, 1);

    all.get(1).acknowledge(10);
    all.get(2).acknowledge(11);
    all.get(3).acknowledge(12);
    entries.dropAcknowledged(Long.MAX_VALUE, o -> {});
    assertThat(entries.base()).isZero();
    assertThat(entries.baseChain()).isEqualTo(7);

    all.get(0).acknowledge(13);
    List<Output> dropped = new ArrayList<>();
    entries.dropAcknowledged(Long.MAX_VALUE, dropped::add);
    assertThat(entries.base()).isEqualTo(3);
    assertThat(entries.baseChain()).isEqualTo(103);
    assertThat(entries.baseDigest()).isEqualTo(203);
    assertThat(dropped).containsExactlyElementsOf(all);
    assertThat(entries.retained()).isZero();
    assertThat(entries.retainedBytes()).isZero();
  }

  @Test
  void serialNumbersWithoutOutputsPassAtOnceAndBehindOthers() {
    append(0, 0);
    assertThat(entries.base()).isEqualTo(2);
    Output waiting = append(1, 0, 0).get(0);
    assertThat(entries.base()).isEqualTo(2);
    waiting.acknowledge(0);
    entries.dropAcknowledged(Long.MAX_VALUE, o -> {});
    assertThat(entries.base()).isEqualTo(5);
  }

  @Property
  void everyOutputIsEmittedOnceInOrderWhateverIsAcknowledgedWhen(
      @ForAll @Size(max = 200) List<@IntRange(max = 3) Integer> counts) {
    Entries under = new Entries(0, 0, 0);
    List<Output> expected = new ArrayList<>();
    List<Output> emitted = new ArrayList<>();
    long sn = 0;
    for (int count : counts) {
      List<Output> produced = outputs(++sn, count);
      expected.addAll(produced);
      under.append(produced, sn, -sn, true);
      if (sn % 3 == 0) {
        drain(under, emitted);
      }
      if (sn % 5 == 0) {
        emitted.forEach(output -> output.acknowledge(0));
        under.dropAcknowledged(Long.MAX_VALUE, o -> {});
      }
    }
    drain(under, emitted);
    assertThat(emitted).containsExactlyElementsOf(expected);
    emitted.forEach(output -> output.acknowledge(0));
    under.dropAcknowledged(Long.MAX_VALUE, o -> {});
    assertThat(under.base()).isEqualTo(under.sn()).isEqualTo(sn);
  }

  private static void drain(Entries from, List<Output> into) {
    for (Output next = from.nextToEmit(); next != null; next = from.nextToEmit()) {
      into.add(next);
      from.emitted();
    }
  }

  private List<Output> append(int... counts) {
    List<Output> all = new ArrayList<>();
    for (int count : counts) {
      long sn = entries.sn() + 1;
      List<Output> produced = outputs(sn, count);
      all.addAll(produced);
      entries.append(produced, 100 + sn, 200 + sn, true);
    }
    return all;
  }

  private static List<Output> outputs(long sn, int count) {
    List<Output> outputs = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      outputs.add(
          new Output(sn, index, Channel.MAIN, sn, null, new byte[] {1, 2}, InputRecord.NO_HEADERS));
    }
    return outputs;
  }
}
