package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.RecordHeader;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes between tasks and into checkpoints comes out the same. */
class SerializersTest {
  private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.UTF_8);

  @Test
  void recordsKeepWhatIsAbsentApartFromWhatIsEmpty() throws IOException {
    RecordHeader[] headers = {new RecordHeader("path.gate", BYTES), new RecordHeader("x", null)};
    LogRecord full = new LogRecord(3, new InputRecord(7, -8, BYTES, new byte[0], headers));
    assertThat(roundTrip(LogRecordSerializer.INSTANCE, full))
        .usingRecursiveComparison()
        .isEqualTo(full);
    LogRecord bare = new LogRecord(0, new InputRecord(0, 0, null, null, InputRecord.NO_HEADERS));
    assertThat(roundTrip(LogRecordSerializer.INSTANCE, bare))
        .usingRecursiveComparison()
        .isEqualTo(bare);
  }

  @Test
  void placesAndCellsComeBack() throws IOException {
    CellPlace place = new CellPlace(300, RecordKey.of("Tür 7"), Long.MIN_VALUE);
    assertThat(roundTrip(CellPlaceSerializer.INSTANCE, place))
        .isEqualTo(place)
        .hasSameHashCodeAs(place);
    Cell cell = new Cell(new long[] {1, -1, Long.MAX_VALUE}, new String[] {"a", null, ""});
    assertThat(roundTrip(CellSerializer.INSTANCE, cell)).isEqualTo(cell);
  }

  // While a checkpoint runs, the heap backend hands out copies; a shared array would tear it.
  @Test
  void copiesOfCellsShareNothing() {
    Cell cell = Cell.ofNumbers(1, 2);
    Cell copy = CellSerializer.INSTANCE.copy(cell);
    copy.numbers[0] = 9;
    assertThat(cell.numbers).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 256})
  void theKeyOfAPartitionIsInItsKeyGroup(int partitions) {
    PartitionKeys keys = PartitionKeys.of(partitions);
    assertThat(IntStream.range(0, partitions))
        .allMatch(p -> KeyGroupRangeAssignment.assignToKeyGroup(keys.keyOf(p), partitions) == p);
  }

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(value, out);
    DataOutputSerializer copied = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);
    return serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer()));
  }
}
