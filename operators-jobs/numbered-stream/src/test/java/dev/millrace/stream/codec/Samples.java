package dev.millrace.stream.codec;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The schema that the codec tests read into, and short ways to read. */
final class Samples {
  static final Schema SCHEMA = schema();

  private Samples() {}

  private static Schema schema() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("lot", FieldType.STRING);
    fields.put("level", FieldType.INT);
    fields.put("celsius", FieldType.DOUBLE);
    fields.put("open", FieldType.BOOL);
    return Schema.of(fields);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static Row read(ContentFormat format, byte[] payload) throws DecodeException {
    Row row = new Row(SCHEMA);
    Codecs.reader(format, SCHEMA).read(payload, row);
    return row;
  }

  static Row json(String text) throws DecodeException {
    return read(ContentFormat.JSON, utf8(text));
  }
}
