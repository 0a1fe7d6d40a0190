package dev.millrace.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class PartitionStateTest {
  private static final RecordKey KEY = RecordKey.of("k");

  /** As RocksDB does: every cell comes from bytes, so it has forgotten what it contributed. */
  private static final class Forgetful implements StateStore {
    private final HashState kept = new HashState();

    @Override
    public Cell get(int step, RecordKey key, long instance) {
      return throughBytes(kept.get(step, key, instance));
    }

    @Override
    public Cell edit(int step, RecordKey key, long instance) {
      return throughBytes(kept.edit(step, key, instance));
    }

    @Override
    public void put(int step, RecordKey key, long instance, Cell cell) {
      kept.put(step, key, instance, throughBytes(cell));
    }

    @Override
    public void remove(int step, RecordKey key, long instance) {
      kept.remove(step, key, instance);
    }

    @Override
    public void forEach(Visitor visitor) {
      kept.forEach(visitor);
    }

    @Override
    public long size() {
      return kept.size();
    }

    private static Cell throughBytes(Cell cell) {
      if (cell == null) {
        return null;
      }
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CellCodec.write(cell, new DataOutputStream(bytes));
        return CellCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void theDigestIsRightOverAStoreThatKeepsBytes() {
    Forgetful store = new Forgetful();
    PartitionState state = new PartitionState(store, 0);
    state.put(0, KEY, 1, Cell.ofNumbers(1, 2));
    state.put(1, KEY, 1, new Cell(new long[0], new String[] {"a", null}));
    state.put(0, KEY, 2, Cell.ofNumbers(5));

    Cell changed = state.edit(0, KEY, 1);
    changed.numbers[1] = 3;
    state.put(0, KEY, 1, changed);
    assertThat(state.digest()).isEqualTo(PartitionState.digestOf(store)).isNotZero();

    state.remove(1, KEY, 1, state.get(1, KEY, 1));
    assertThat(state.digest()).isEqualTo(PartitionState.digestOf(store));

    Cell edited = state.edit(0, KEY, 2);
    edited.numbers[0] = 6;
    state.remove(0, KEY, 2, edited);
    state.remove(0, KEY, 1, state.get(0, KEY, 1));
    assertThat(state.digest()).isZero();
  }
}
