package dev.millrace.stream.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.stage.Pairs.Pair;
import dev.millrace.stream.stage.RandomLogs.Event;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.HashState;
import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A partition that stops and goes on elsewhere is as if it had never stopped. */
class ContinuationProperties {
  @Provide
  Arbitrary<Pair> pairs() {
    return Pairs.withoutOracle();
  }

  @Provide
  Arbitrary<List<Event>> logs() {
    return RandomLogs.logs();
  }

  private static List<InputRecord> inputs(List<Event> log) {
    List<InputRecord> inputs = new ArrayList<>();
    long time = 50;
    for (Event event : log) {
      time += event.advance();
      InputRecord input = RandomLogs.input(event, time, inputs.size());
      inputs.add(event.tick() ? input : identified(input, event));
    }
    inputs.add(Run.inputTick(inputs.size(), 10_000));
    return inputs;
  }

  /** As an upstream stage of three partitions would write it, now and then once more. */
  private static InputRecord identified(InputRecord input, Event event) {
    long sn = input.offset() + 3 * event.n();
    Identity identity = new Identity("p.up", 1, (int) (input.offset() % 3), Math.max(1, sn), 0);
    RecordHeader[] headers = {new RecordHeader(RecordHeader.IDENTITY, identity.toBytes())};
    return new InputRecord(input.offset(), input.timestamp(), input.key(), input.value(), headers);
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void aRestoredPartitionGoesOnExactly(
      @ForAll("pairs") Pair pair, @ForAll("logs") List<Event> log, @ForAll long random)
      throws IOException {
    List<InputRecord> inputs = inputs(log);
    int stop = (int) Math.floorMod(random, (long) inputs.size());
    ShuffledStore store = new ShuffledStore(1);
    Run whole = new Run(pair.plan(), store);
    inputs.subList(0, stop).forEach(whole::feed);
    ShuffledStore copy = store.copy(random);
    Run continued = new Run(pair.plan(), copy);
    continued.stage.restore(StageImage.fromBytes(whole.stage.image().toBytes()));
    whole.texts();
    for (InputRecord record : inputs.subList(stop, inputs.size())) {
      assertThat(continued.feed(record).texts()).isEqualTo(whole.feed(record).texts());
      assertThat(continued.stage.image()).isEqualTo(whole.stage.image());
    }
    assertThat(copy.sameCells(store)).isTrue();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theDigestOfChangesIsTheDigestOfTheCells(
      @ForAll("pairs") Pair pair, @ForAll("logs") List<Event> log) {
    ShuffledStore store = new ShuffledStore(1);
    Run run = new Run(pair.plan(), store);
    for (InputRecord record : inputs(log)) {
      run.feed(record);
      assertThat(run.stage.stateDigest()).isEqualTo(PartitionState.digestOf(store.copy(2)));
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void theStoreDoesNotMatter(@ForAll("pairs") Pair pair, @ForAll("logs") List<Event> log) {
    Run one = new Run(pair.plan(), new ShuffledStore(1));
    Run other = new Run(pair.plan(), new HashState());
    inputs(log).forEach(one::feed);
    inputs(log).forEach(other::feed);
    assertThat(other.texts()).isEqualTo(one.texts());
    assertThat(other.stage.image()).isEqualTo(one.stage.image());
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void windowsLeaveNothingBehind(@ForAll("pairs") Pair pair, @ForAll("logs") List<Event> log) {
    ShuffledStore store = new ShuffledStore(1);
    Run run = new Run(pair.plan(), store);
    inputs(log).forEach(run::feed);
    if (!pair.name().contains("count")
        && !pair.name().contains("running")
        && !pair.name().startsWith("several")) {
      assertThat(store.size()).isZero();
      assertThat(run.stage.stateDigest()).isZero();
    }
  }

  @Example
  void otherCellsThanTheImagesAreRefused() {
    StagePlan plan = Lab.of(Steps.running("c", "count()")).plan();
    StageImage image = new Run(plan).record("k", 1, "{}").stage.image();
    ShuffledStore store = new ShuffledStore(1);
    store.put(0, RecordKey.of("k"), 0, Cell.ofNumbers(2));
    PartitionStage stage = new PartitionStage(plan, 3, store);
    assertThatThrownBy(() -> stage.restore(image))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pipeline.stage partition 3 at SN 1");
  }
}
