package dev.millrace.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.api.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A SenML pack (RFC 8428): each record's value goes to the field that is named like the last
 * segment of the record's full name; an int field {@code t} that no record names gets the latest
 * absolute time, in milliseconds.
 */
record SenmlPack(List<Map<String, JsonNode>> records) {
  private static final Map<String, String> CBOR_LABELS =
      Map.ofEntries(
          Map.entry("-1", "bver"),
          Map.entry("-2", "bn"),
          Map.entry("-3", "bt"),
          Map.entry("-4", "bu"),
          Map.entry("-5", "bv"),
          Map.entry("-6", "bs"),
          Map.entry("0", "n"),
          Map.entry("1", "u"),
          Map.entry("2", "v"),
          Map.entry("3", "vs"),
          Map.entry("4", "vb"),
          Map.entry("5", "s"),
          Map.entry("6", "t"),
          Map.entry("7", "ut"),
          Map.entry("8", "vd"));
  private static final List<String> VALUES = List.of("v", "vs", "vb", "vd");
  private static final long ABSOLUTE_SECONDS = 1L << 28;
  private static final JsonNode NOTHING = JsonNodeFactory.instance.missingNode();

  static SenmlPack json(Payload payload) throws UndecodableException {
    return of(payload, false);
  }

  static SenmlPack cbor(Payload payload) throws UndecodableException {
    return of(payload, true);
  }

  private static SenmlPack of(Payload payload, boolean cbor) throws UndecodableException {
    List<Map<String, JsonNode>> records = new ArrayList<>();
    for (Map<String, List<JsonNode>> entry : payload.array()) {
      Map<String, JsonNode> record = new LinkedHashMap<>();
      for (Map.Entry<String, List<JsonNode>> field : entry.entrySet()) {
        String label = field.getKey();
        if (label.endsWith("_")) {
          throw new UndecodableException("label " + label + " must be understood");
        }
        String name = cbor ? CBOR_LABELS.getOrDefault(label, "") : label;
        if (CBOR_LABELS.containsValue(name)) {
          record.put(name, Payload.only(field));
        }
      }
      records.add(record);
    }
    return new SenmlPack(records);
  }

  Map<String, Object> values(Fields fields) throws UndecodableException {
    Map<String, Object> values = new LinkedHashMap<>();
    Set<String> named = new HashSet<>();
    String baseName = "";
    Object baseTime = 0L;
    Object baseValue = 0L;
    double latest = Double.NEGATIVE_INFINITY;
    for (Map<String, JsonNode> record : records) {
      checkVersion(record);
      baseName = text(record, "bn", baseName);
      baseTime = number(record, "bt", baseTime);
      baseValue = number(record, "bv", baseValue);
      String name = baseName + text(record, "n", "");
      Object time = number(record, "t", 0L);
      long present = VALUES.stream().filter(record::containsKey).count();
      if (present > 1) {
        throw new UndecodableException("more than one value");
      }
      if (present == 0 && !record.containsKey("s")) {
        if (record.containsKey("n") || record.containsKey("t")) {
          throw new UndecodableException("a SenML record without value");
        }
        continue;
      }
      if (!name.matches("[A-Za-z0-9][-:./_A-Za-z0-9]*")) {
        throw new UndecodableException("'" + name + "' is not a SenML name");
      }
      latest = Math.max(latest, ((Number) sum(time, baseTime)).doubleValue());
      String field = name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
      FieldType type = fields.types().get(field);
      if (type != null) {
        if (!named.add(field)) {
          throw new UndecodableException("field " + field + " twice");
        }
        put(values, field, type, record, baseValue);
      }
    }
    if (fields.types().get("t") == FieldType.INT
        && !named.contains("t")
        && latest >= ABSOLUTE_SECONDS) {
      values.put("t", Math.round(latest * 1000));
    }
    return values;
  }

  private static void put(
      Map<String, Object> values,
      String field,
      FieldType type,
      Map<String, JsonNode> record,
      Object baseValue)
      throws UndecodableException {
    if (record.containsKey("v")) {
      Object value = sum(number(record, "v", 0L), baseValue);
      if ((type == FieldType.INT && value instanceof Long)
          || (type == FieldType.DOUBLE && Double.isFinite(((Number) value).doubleValue()))) {
        values.put(field, type == FieldType.INT ? value : (Object) ((Number) value).doubleValue());
        return;
      }
    } else if (record.containsKey("vs") && type == FieldType.STRING) {
      values.put(field, text(record, "vs", ""));
      return;
    } else if (record.containsKey("vb") && type == FieldType.BOOL && record.get("vb").isBoolean()) {
      values.put(field, record.get("vb").booleanValue());
      return;
    } else if (VALUES.stream().limit(3).noneMatch(record::containsKey)) {
      return;
    }
    throw new UndecodableException("field " + field + " is not of type " + type);
  }

  private static void checkVersion(Map<String, JsonNode> record) throws UndecodableException {
    Object version = number(record, "bver", 10L);
    if (!version.equals(10L) && !version.equals(26L)) {
      throw new UndecodableException("SenML version " + version);
    }
    if (record.containsKey("vs")) {
      text(record, "vs", "");
    }
    if (record.containsKey("vb") && !record.get("vb").isBoolean()) {
      throw new UndecodableException("vb is not a bool");
    }
    number(record, "v", 0L);
  }

  private static String text(Map<String, JsonNode> record, String label, String otherwise)
      throws UndecodableException {
    JsonNode node = record.getOrDefault(label, NOTHING);
    if (node.isMissingNode()) {
      return otherwise;
    }
    return (String) FieldValue.of(node, FieldType.STRING);
  }

  private static Object number(Map<String, JsonNode> record, String label, Object otherwise)
      throws UndecodableException {
    JsonNode node = record.getOrDefault(label, NOTHING);
    if (node.isMissingNode()) {
      return otherwise;
    }
    boolean isInt = node.isIntegralNumber() && node.canConvertToLong();
    return FieldValue.of(node, isInt ? FieldType.INT : FieldType.DOUBLE);
  }

  /** Ints stay ints, so that a base does not cost them their exactness. */
  private static Object sum(Object one, Object other) throws UndecodableException {
    if (one instanceof Long a && other instanceof Long b) {
      try {
        return Math.addExact(a, b);
      } catch (ArithmeticException e) {
        throw new UndecodableException("beyond 64 bits");
      }
    }
    return ((Number) one).doubleValue() + ((Number) other).doubleValue();
  }
}
