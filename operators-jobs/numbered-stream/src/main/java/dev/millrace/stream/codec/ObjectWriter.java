package dev.millrace.stream.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.millrace.stream.record.EvaluationException;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a row as one JSON or CBOR object: declared order, definite length in CBOR, integers in
 * their shortest form, doubles as the shortest decimal that reads back alike (JSON) or as 64 bits
 * (CBOR).
 */
final class ObjectWriter implements RecordWriter {
  private final JsonFactory factory;
  private final Schema schema;
  private final SerializedString[] names;
  private final ByteArrayBuilder buffer = new ByteArrayBuilder();

  ObjectWriter(TSFBuilder<?, ?> format, Schema schema) {
    this.factory = format.recyclerPool(new OwnBuffers()).build();
    this.schema = schema;
    this.names =
        schema.names().stream().map(SerializedString::new).toArray(SerializedString[]::new);
  }

  @Override
  public byte[] write(Row row) {
    buffer.reset();
    int present = 0;
    for (int slot = 0; slot < names.length; slot++) {
      if (row.has(slot)) {
        requireWritable(row, slot);
        present++;
      }
    }
    try (JsonGenerator generator = factory.createGenerator((OutputStream) buffer)) {
      generator.writeStartObject(row, present);
      for (int slot = 0; slot < names.length; slot++) {
        if (row.has(slot)) {
          generator.writeFieldName(names[slot]);
          value(generator, row, slot);
        }
      }
      generator.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a checked row was not written into memory", e);
    }
    return buffer.toByteArray();
  }

  private void value(JsonGenerator generator, Row row, int slot) throws IOException {
    switch (schema.type(slot)) {
      case INT -> generator.writeNumber(row.getLong(slot));
      case DOUBLE -> generator.writeNumber(row.getDouble(slot));
      case STRING -> generator.writeString(row.getString(slot));
      case BOOL -> generator.writeBoolean(row.getBool(slot));
    }
  }

  private void requireWritable(Row row, int slot) {
    switch (schema.type(slot)) {
      case DOUBLE -> {
        if (!Double.isFinite(row.getDouble(slot))) {
          throw new EvaluationException("field '" + schema.name(slot) + "' is not a finite number");
        }
      }
      case STRING -> {
        if (!Utf8.isUnicode(row.getString(slot))) {
          throw new EvaluationException("field '" + schema.name(slot) + "' is not Unicode text");
        }
      }
      case INT, BOOL -> {}
    }
  }
}
