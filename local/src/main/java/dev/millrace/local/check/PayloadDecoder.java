package dev.millrace.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.api.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decodes the values of records into values of fields. */
final class PayloadDecoder {
  private final Fields fields;
  private final boolean cborByDefault;

  PayloadDecoder(Fields fields, boolean cborByDefault) {
    this.fields = fields;
    this.cborByDefault = cborByDefault;
  }

  /** The declared fields of a record's value, in declared order, with what its path sets. */
  Map<String, Object> decode(LogRecord record) throws UndecodableException {
    if (record.value() == null) {
      throw new UndecodableException("no value");
    }
    String format = record.header("content-format");
    Map<String, Object> values =
        switch (format == null ? (cborByDefault ? "60" : "50") : format) {
          case "50" -> object(Payload.json(record.value()));
          case "60" -> object(Payload.cbor(record.value()));
          case "110" -> SenmlPack.json(Payload.json(record.value())).values(fields);
          case "112" -> SenmlPack.cbor(Payload.cbor(record.value())).values(fields);
          default -> throw new UndecodableException("content format " + format);
        };
    for (String name : fields.types().keySet()) {
      String text = record.header("path." + name);
      if (text != null) {
        values.put(name, FieldValue.parse(text, fields.types().get(name)));
      }
    }
    return fields.ordered(values);
  }

  /** A whole value that a stage has written, all its fields in their order. */
  static Map<String, Object> written(byte[] value, boolean cbor) throws UndecodableException {
    Map<String, Object> values = new LinkedHashMap<>();
    Payload payload = cbor ? Payload.cbor(value) : Payload.json(value);
    for (Map.Entry<String, List<JsonNode>> field : payload.object().entrySet()) {
      values.put(field.getKey(), FieldValue.untyped(Payload.only(field)));
    }
    return values;
  }

  private Map<String, Object> object(Payload payload) throws UndecodableException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, List<JsonNode>> field : payload.object().entrySet()) {
      FieldType type = fields.types().get(field.getKey());
      if (type != null) {
        JsonNode value = Payload.only(field);
        if (!value.isNull()) {
          values.put(field.getKey(), FieldValue.of(value, type));
        }
      }
    }
    return values;
  }
}
