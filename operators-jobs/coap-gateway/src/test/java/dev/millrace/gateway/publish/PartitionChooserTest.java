package dev.millrace.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class PartitionChooserTest {
  /** A record of the gateway and one that another producer writes meet if their keys are equal. */
  @Property
  void keysGoWhereKafkasOwnProducersPutThem(
      @ForAll byte[] key, @ForAll @IntRange(min = 1, max = 1000) int partitions) {
    assertThat(new PartitionChooser().choose("t", key, partitions))
        .isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
  }

  @Test
  void recordsWithoutKeyTakeTurns() {
    PartitionChooser chooser = new PartitionChooser();

    assertThat(IntStream.range(0, 6).map(i -> chooser.choose("t", null, 3)))
        .containsExactlyInAnyOrder(0, 1, 2, 0, 1, 2);
  }
}
