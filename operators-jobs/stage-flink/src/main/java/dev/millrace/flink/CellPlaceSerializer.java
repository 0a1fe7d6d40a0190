package dev.millrace.flink;

import dev.millrace.stream.state.CellCodec;
import dev.millrace.stream.state.RecordKey;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of cell places in the state backend and in checkpoints. */
final class CellPlaceSerializer extends ImmutableSerializer<CellPlace> {
  static final CellPlaceSerializer INSTANCE = new CellPlaceSerializer();

  @Override
  public void serialize(CellPlace place, DataOutputView target) throws IOException {
    CellCodec.writeLong(place.step(), target);
    CellCodec.writeText(place.key().text(), target);
    CellCodec.writeLong(place.instance(), target);
  }

  @Override
  public CellPlace deserialize(DataInputView source) throws IOException {
    int step = (int) CellCodec.readLong(source);
    RecordKey key = RecordKey.of(CellCodec.readText(source));
    return new CellPlace(step, key, CellCodec.readLong(source));
  }

  @Override
  public TypeSerializerSnapshot<CellPlace> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What Flink notes of the serializer in checkpoints; public because Flink makes one by name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CellPlace> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
