package dev.millrace.fleet.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads one member of the JSON objects of a file with one object a line; skips empty lines. */
final class NdjsonColumn {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private NdjsonColumn() {}

  static List<Object> read(String file, String column, String text) throws ReplayFileException {
    List<Object> values = new ArrayList<>();
    int number = 0;
    for (Iterator<String> lines = text.lines().iterator(); lines.hasNext(); ) {
      String line = lines.next();
      number++;
      if (line.isBlank()) {
        continue;
      }
      values.add(value(file + ":" + number, column, line));
    }
    return values;
  }

  private static Object value(String where, String column, String line) throws ReplayFileException {
    JsonNode object;
    try {
      object = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new ReplayFileException(where + ": not JSON: " + e.getOriginalMessage(), e);
    }
    if (!object.isObject() || !object.has(column)) {
      throw new ReplayFileException(where + ": not an object with a member '" + column + "'");
    }
    JsonNode value = object.get(column);
    if (value.isNull()) {
      return null;
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isNumber() && Double.isFinite(value.doubleValue())) {
      return value.doubleValue();
    }
    throw new ReplayFileException(
        where + ": '" + column + "' is neither a text, a finite number, a truth value nor null");
  }
}
