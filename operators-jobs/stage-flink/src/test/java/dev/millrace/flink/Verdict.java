package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.kafka.KafkaRecords;
import dev.millrace.stream.stage.Channel;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.PartitionStage;
import dev.millrace.stream.stage.RecordHeader;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.HashState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Compares what is in the output topics with a run of the same log in one thread in memory, as a
 * reader sees it that drops repeated identities.
 */
final class Verdict {
  private final TestLogs logs;
  private final TestPipeline pipeline;
  private final boolean committedOnly;
  private int repeats;

  Verdict(TestLogs logs, TestPipeline pipeline, boolean committedOnly) {
    this.logs = logs;
    this.pipeline = pipeline;
    this.committedOnly = committedOnly;
  }

  /** Fails unless every output is there once, in order, with the same bytes. */
  Verdict check() throws Exception {
    Map<Channel, List<List<String>>> expected = expected();
    assertThat(actual(pipeline.output())).isEqualTo(expected.get(Channel.MAIN));
    assertThat(actual(pipeline.late())).isEqualTo(expected.get(Channel.LATE));
    assertThat(actual(pipeline.dead())).isEqualTo(expected.get(Channel.DEAD));
    assertThat(expected.get(Channel.MAIN).stream().mapToInt(List::size).sum()).isPositive();
    return this;
  }

  /** Outputs that are in the topics more than once. */
  int repeats() {
    return repeats;
  }

  private Map<Channel, List<List<String>>> expected() throws Exception {
    StagePlan plan = StageCompiler.compile(pipeline.name(), pipeline.spec(), TestPipeline.STAGE);
    Map<Channel, List<List<String>>> expected = new HashMap<>();
    for (Channel channel : Channel.values()) {
      expected.put(channel, new ArrayList<>());
    }
    for (List<ConsumerRecord<byte[], byte[]>> log : logs.read(pipeline.input(), true)) {
      PartitionStage stage =
          new PartitionStage(plan, log.isEmpty() ? 0 : log.get(0).partition(), new HashState());
      List<Output> outputs = new ArrayList<>();
      log.forEach(record -> stage.process(KafkaRecords.toInput(record), outputs));
      for (Channel channel : Channel.values()) {
        expected
            .get(channel)
            .add(
                outputs.stream()
                    .filter(output -> output.channel() == channel)
                    .map(
                        output ->
                            line(
                                output.sn(),
                                output.index(),
                                output.timestamp(),
                                output.key(),
                                output.value()))
                    .toList());
      }
    }
    return expected;
  }

  /**
   * By partition of the input: the lines of a topic, repeats dropped, in the order of identities.
   */
  private List<List<String>> actual(String topic) {
    record Seen(Identity identity, String line) {}
    List<List<Seen>> byInput = new ArrayList<>();
    for (int partition = 0; partition < TestPipeline.PARTITIONS; partition++) {
      byInput.add(new ArrayList<>());
    }
    for (List<ConsumerRecord<byte[], byte[]>> partition : logs.read(topic, committedOnly)) {
      Map<Integer, Identity> last = new HashMap<>();
      for (ConsumerRecord<byte[], byte[]> record : partition) {
        Identity identity =
            Identity.parse(record.headers().lastHeader(RecordHeader.IDENTITY).value());
        Identity before = last.get(identity.partition());
        if (before != null && identity.compareInPartition(before) <= 0) {
          repeats++;
          continue;
        }
        last.put(identity.partition(), identity);
        byInput
            .get(identity.partition())
            .add(
                new Seen(
                    identity,
                    line(
                        identity.sn(),
                        identity.index(),
                        record.timestamp(),
                        record.key(),
                        record.value())));
      }
    }
    return byInput.stream()
        .map(
            seen ->
                seen.stream()
                    .sorted(Comparator.comparing(Seen::identity, Identity::compareInPartition))
                    .map(Seen::line)
                    .toList())
        .toList();
  }

  private static String line(long sn, int index, long timestamp, byte[] key, byte[] value) {
    return sn
        + "/"
        + index
        + " at "
        + timestamp
        + ": "
        + (key == null ? null : new String(key, StandardCharsets.UTF_8))
        + " = "
        + new String(value, StandardCharsets.UTF_8);
  }
}
