package dev.millrace.flink;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.CellCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of cells, and the copies that the heap backend makes while a checkpoint runs. */
final class CellSerializer extends TypeSerializerSingleton<Cell> {
  static final CellSerializer INSTANCE = new CellSerializer();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Cell createInstance() {
    return Cell.ofNumbers();
  }

  @Override
  public Cell copy(Cell from) {
    return from.copy();
  }

  @Override
  public Cell copy(Cell from, Cell reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Cell cell, DataOutputView target) throws IOException {
    CellCodec.write(cell, target);
  }

  @Override
  public Cell deserialize(DataInputView source) throws IOException {
    return CellCodec.read(source);
  }

  @Override
  public Cell deserialize(Cell reuse, DataInputView source) throws IOException {
    return CellCodec.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    CellCodec.write(CellCodec.read(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Cell> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What Flink notes of the serializer in checkpoints; public because Flink makes one by name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Cell> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
