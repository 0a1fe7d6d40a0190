package dev.millrace.fleet.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Encodes payloads in one format. Numbers look the same in every locale. */
final class PayloadEncoder {
  private static final int TYPICAL_LENGTH = 128;

  /** Labels of SenML in JSON and in CBOR (RFC 8428 tables 1 and 4). */
  private enum Label {
    NAME("n", 0),
    NUMBER("v", 2),
    TEXT("vs", 3),
    TRUTH("vb", 4);

    private final String json;
    private final long cbor;

    Label(String json, long cbor) {
      this.json = json;
      this.cbor = cbor;
    }
  }

  private final PayloadFormat format;
  private final JsonFactory factory;

  PayloadEncoder(PayloadFormat format) {
    this.format = format;
    this.factory = format.isCbor() ? new CBORFactory() : new JsonFactory();
  }

  /** The bytes of a payload with these fields and values. */
  byte[] encode(List<String> names, Object[] values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_LENGTH);
    try (JsonGenerator out = factory.createGenerator(bytes)) {
      if (format.isSenml()) {
        writePack(out, names, values);
      } else {
        writeObject(out, names, values);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void writeObject(JsonGenerator out, List<String> names, Object[] values)
      throws IOException {
    out.writeStartObject(null, values.length);
    for (int i = 0; i < values.length; i++) {
      out.writeFieldName(names.get(i));
      writeValue(out, values[i]);
    }
    out.writeEndObject();
  }

  private void writePack(JsonGenerator out, List<String> names, Object[] values)
      throws IOException {
    Object[] present = Arrays.stream(values).filter(Objects::nonNull).toArray();
    out.writeStartArray(present, present.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        continue;
      }
      out.writeStartObject(null, 2);
      label(out, Label.NAME);
      out.writeString(names.get(i));
      label(
          out,
          values[i] instanceof String
              ? Label.TEXT
              : values[i] instanceof Boolean ? Label.TRUTH : Label.NUMBER);
      writeValue(out, values[i]);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void label(JsonGenerator out, Label label) throws IOException {
    if (format.isCbor()) {
      out.writeFieldId(label.cbor);
    } else {
      out.writeFieldName(label.json);
    }
  }

  private static void writeValue(JsonGenerator out, Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case Boolean truth -> out.writeBoolean(truth);
      default -> throw new IllegalStateException("a field cannot have a " + value.getClass());
    }
  }
}
