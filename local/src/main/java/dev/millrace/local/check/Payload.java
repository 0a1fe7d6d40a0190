package dev.millrace.local.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON or CBOR payload that is an object, or an array of objects. Names may stand in an object
 * several times; who needs such a name decides what that means.
 *
 * @param objects by name, in the order in which the names first occur
 * @param isArray whether they stand in an array
 */
record Payload(List<Map<String, List<JsonNode>>> objects, boolean isArray) {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final ObjectMapper CBOR = new CBORMapper();

  static Payload json(byte[] payload) throws UndecodableException {
    Utf8Text.of(payload);
    return read(JSON, payload);
  }

  static Payload cbor(byte[] payload) throws UndecodableException {
    return read(CBOR, payload);
  }

  /** The fields of a payload that is one object. */
  Map<String, List<JsonNode>> object() throws UndecodableException {
    if (isArray) {
      throw new UndecodableException("an object expected, found an array");
    }
    return objects.get(0);
  }

  /** The objects of a payload that is an array. */
  List<Map<String, List<JsonNode>>> array() throws UndecodableException {
    if (!isArray) {
      throw new UndecodableException("an array expected, found an object");
    }
    return objects;
  }

  /** The one value of a name. */
  static JsonNode only(Map.Entry<String, List<JsonNode>> field) throws UndecodableException {
    if (field.getValue().size() > 1) {
      throw new UndecodableException("'" + field.getKey() + "' stands there twice");
    }
    return field.getValue().get(0);
  }

  private static Payload read(ObjectMapper mapper, byte[] payload) throws UndecodableException {
    try (JsonParser parser = mapper.createParser(payload)) {
      List<Map<String, List<JsonNode>>> objects = new ArrayList<>();
      boolean isArray = parser.nextToken() == JsonToken.START_ARRAY;
      if (isArray) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          objects.add(object(mapper, parser));
        }
      } else {
        objects.add(object(mapper, parser));
      }
      if (parser.nextToken() != null) {
        throw new UndecodableException("more than one value");
      }
      return new Payload(objects, isArray);
    } catch (IOException e) {
      throw new UndecodableException(e.getMessage());
    }
  }

  private static Map<String, List<JsonNode>> object(ObjectMapper mapper, JsonParser parser)
      throws IOException, UndecodableException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new UndecodableException("an object expected, found " + parser.currentToken());
    }
    Map<String, List<JsonNode>> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      JsonNode value = mapper.readTree(parser);
      fields.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }
    return fields;
  }
}
