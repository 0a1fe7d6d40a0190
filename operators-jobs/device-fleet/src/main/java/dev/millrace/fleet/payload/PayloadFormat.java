package dev.millrace.fleet.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.californium.core.coap.MediaTypeRegistry;

/** The media types that a device can send. */
public enum PayloadFormat {
  /** A JSON object with a member for each field. */
  JSON("application/json", MediaTypeRegistry.APPLICATION_JSON, new JsonFactory()),
  /** The same as a CBOR map. */
  CBOR("application/cbor", MediaTypeRegistry.APPLICATION_CBOR, new CBORFactory()),
  /** A SenML pack (RFC 8428) with a record for each field that has a value, without base fields. */
  SENML_JSON("application/senml+json", MediaTypeRegistry.APPLICATION_SENML_JSON, new JsonFactory());

  private static final int TYPICAL_LENGTH = 128;

  private final String mediaType;
  private final int contentFormat;
  private final JsonFactory factory;

  PayloadFormat(String mediaType, int contentFormat, JsonFactory factory) {
    this.mediaType = mediaType;
    this.contentFormat = contentFormat;
    this.factory = factory;
  }

  /** The format with this media type, which is compared without regard to case. */
  public static Optional<PayloadFormat> of(String mediaType) {
    return Arrays.stream(values())
        .filter(format -> format.mediaType.equalsIgnoreCase(mediaType))
        .findFirst();
  }

  /** All media types, for messages. */
  public static String known() {
    return Arrays.stream(values())
        .map(format -> format.mediaType)
        .collect(Collectors.joining(", "));
  }

  /** The registered number of the media type (RFC 7252 section 12.3). */
  public int contentFormat() {
    return contentFormat;
  }

  /** The bytes of a payload with these fields and values. */
  byte[] encode(List<String> names, Object[] values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_LENGTH);
    try (JsonGenerator out = factory.createGenerator(bytes)) {
      if (this == SENML_JSON) {
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

  private static void writePack(JsonGenerator out, List<String> names, Object[] values)
      throws IOException {
    out.writeStartArray();
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        continue;
      }
      out.writeStartObject();
      out.writeStringField("n", names.get(i));
      out.writeFieldName(
          values[i] instanceof String ? "vs" : values[i] instanceof Boolean ? "vb" : "v");
      writeValue(out, values[i]);
      out.writeEndObject();
    }
    out.writeEndArray();
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
