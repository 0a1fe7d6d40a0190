package dev.millrace.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Places of cells in a compact form, about 20 bytes each: with RocksDB there may be more cells than
 * objects fit into memory.
 */
final class PlaceList {
  private static final int INITIAL_BYTES = 1024;

  private final DataOutputSerializer bytes = new DataOutputSerializer(INITIAL_BYTES);
  private long size;

  void add(CellPlace place) {
    try {
      CellPlaceSerializer.INSTANCE.serialize(place, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    size++;
  }

  long size() {
    return size;
  }

  void forEach(Consumer<CellPlace> visitor) {
    DataInputDeserializer in = new DataInputDeserializer();
    in.setBuffer(bytes.getSharedBuffer(), 0, bytes.length());
    try {
      for (long left = size; left > 0; left--) {
        visitor.accept(CellPlaceSerializer.INSTANCE.deserialize(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
