package dev.millrace.stream.expression;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random sources that pass the checker, and rows to evaluate them on, weighted towards the edges of
 * the types and towards absent fields. What CEL's own runtime does not do as the language's
 * definition says is left out: order of ints and doubles beyond 2^53 or with -0.0, order of strings
 * with surrogates. Nor do its equality and {@code in} pass on an error that {@code &&} or {@code
 * ||} gave; a double negation around bool operands makes them. And its {@code in} finds NaN, so
 * there doubles are never computed.
 */
final class RandomExpressions {
  static final Schema SCHEMA = schema();

  private static final String[] INTS = {
    "0",
    "1",
    "-1",
    "2",
    "7",
    "-3",
    "32",
    "9223372036854775807",
    "-9223372036854775808",
    "value.level",
    "value.seq",
    "value.small"
  };
  private static final String[] DOUBLES = {
    "0.0", "1.5", "-2.25", "1e300", "1e-3", "9.3e18", "value.f", "value.g"
  };
  private static final String[] STRINGS = {
    "'a'", "''", "'é'", "'12'", "'-3.5'", "'x1'", "'lot-7'", "value.lot", "value.gate", "key"
  };
  private static final String[] BOOLS = {
    "true", "false", "value.ok", "value.on", "has(value.level)", "has(value.lot)", "has(value.f)"
  };
  private static final List<FieldType> TYPES = List.of(FieldType.values());
  private static final String[] PATTERNS = {"'a'", "'^l.*7$'", "'[0-9]+'", "''", "'(x|é)1?'"};
  private static final String[] COMPARISONS = {"<", "<=", ">", ">=", "==", "!="};
  private static final String[] ORDERS = {"<", "<=", ">", ">="};
  private static final long[] LONGS = {0, 1, -1, 2, 100, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53};
  private static final double[] REALS = {0.0, 1.5, -2.0, 7.0, 1e308, -1e-9, 0x1p63};
  private static final String[] TEXTS = {"", "a", "b", "lot-7", "12", "é", "x1", "1e3", "-"};

  private final Random random;

  RandomExpressions(long seed) {
    this.random = new Random(seed);
  }

  private static Schema schema() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("lot", FieldType.STRING);
    fields.put("gate", FieldType.STRING);
    fields.put("level", FieldType.INT);
    fields.put("seq", FieldType.INT);
    fields.put("small", FieldType.INT);
    fields.put("f", FieldType.DOUBLE);
    fields.put("g", FieldType.DOUBLE);
    fields.put("ok", FieldType.BOOL);
    fields.put("on", FieldType.BOOL);
    return Schema.of(fields);
  }

  String source(FieldType type, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return pick(
          switch (type) {
            case INT -> INTS;
            case DOUBLE -> DOUBLES;
            case STRING -> STRINGS;
            case BOOL -> BOOLS;
          });
    }
    if (random.nextInt(7) == 0) {
      return "(%s ? %s : %s)"
          .formatted(bool(depth), source(type, depth - 1), source(type, depth - 1));
    }
    return switch (type) {
      case INT -> integerCall(depth);
      case DOUBLE -> realCall(depth);
      case STRING -> stringCall(depth);
      case BOOL -> boolCall(depth);
    };
  }

  Row row() {
    Row row = new Row(SCHEMA);
    for (int slot = 0; slot < SCHEMA.size(); slot++) {
      if (random.nextInt(5) == 0) {
        continue;
      }
      switch (SCHEMA.type(slot)) {
        case INT ->
            row.setLong(
                slot,
                SCHEMA.name(slot).equals("small")
                    ? random.nextInt(9) - 4
                    : LONGS[random.nextInt(LONGS.length)]);
        case DOUBLE -> row.setDouble(slot, REALS[random.nextInt(REALS.length)]);
        case STRING -> row.setString(slot, text());
        case BOOL -> row.setBool(slot, random.nextBoolean());
      }
    }
    return row;
  }

  String text() {
    return pick(TEXTS);
  }

  private String integerCall(int depth) {
    return switch (random.nextInt(9)) {
      case 0 -> "size(" + source(FieldType.STRING, depth - 1) + ")";
      case 1 -> source(FieldType.STRING, depth - 1) + ".size()";
      case 2 -> "int(" + source(FieldType.DOUBLE, depth - 1) + ")";
      case 3 -> "int(" + source(FieldType.STRING, depth - 1) + ")";
      case 4 -> "-(" + source(FieldType.INT, depth - 1) + ")";
      default -> binary(FieldType.INT, depth, "+", "-", "*", "/", "%");
    };
  }

  private String realCall(int depth) {
    return switch (random.nextInt(7)) {
      case 0 -> "double(" + source(FieldType.INT, depth - 1) + ")";
      case 1 -> "double(" + source(FieldType.STRING, depth - 1) + ")";
      case 2 -> "-(" + source(FieldType.DOUBLE, depth - 1) + ")";
      default -> binary(FieldType.DOUBLE, depth, "+", "-", "*", "/");
    };
  }

  private String stringCall(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> "string(" + source(FieldType.INT, depth - 1) + ")";
      case 1 -> "string(" + source(FieldType.DOUBLE, depth - 1) + ")";
      case 2 -> "string(" + source(FieldType.BOOL, depth - 1) + ")";
      default -> binary(FieldType.STRING, depth, "+");
    };
  }

  private String boolCall(int depth) {
    return switch (random.nextInt(10)) {
      case 0 -> "!(" + bool(depth) + ")";
      case 1, 2 -> comparison(pickType(), depth);
      case 3 -> membership(depth);
      case 4 -> function(depth);
      case 5 -> mixedOrder();
      default -> binary(FieldType.BOOL, depth, "&&", "||");
    };
  }

  private String membership(int depth) {
    FieldType type = pickType();
    return "(%s in [%s, %s, %s])"
        .formatted(member(type, depth), source(type, 0), member(type, depth), source(type, 0));
  }

  private String member(FieldType type, int depth) {
    return type == FieldType.DOUBLE ? source(type, 0) : strict(type, depth);
  }

  private String comparison(FieldType type, int depth) {
    return "(" + strict(type, depth) + " " + pick(COMPARISONS) + " " + strict(type, depth) + ")";
  }

  private String strict(FieldType type, int depth) {
    String operand = source(type, depth - 1);
    return type == FieldType.BOOL ? "!(!(" + operand + "))" : operand;
  }

  private String function(int depth) {
    String text = source(FieldType.STRING, depth - 1);
    String other = source(FieldType.STRING, depth - 1);
    return switch (random.nextInt(4)) {
      case 0 -> "%s.startsWith(%s)".formatted(text, other);
      case 1 -> "%s.endsWith(%s)".formatted(text, other);
      case 2 -> "%s.contains(%s)".formatted(text, other);
      default -> "%s.matches(%s)".formatted(text, pick(PATTERNS));
    };
  }

  private String mixedOrder() {
    String small = random.nextBoolean() ? "value.small" : "size(value.lot)";
    String real = pick(DOUBLES);
    return random.nextBoolean()
        ? "(" + small + " " + pick(ORDERS) + " " + real + ")"
        : "(" + real + " " + pick(ORDERS) + " " + small + ")";
  }

  private String bool(int depth) {
    return source(FieldType.BOOL, depth - 1);
  }

  private String binary(FieldType type, int depth, String... operators) {
    return "("
        + source(type, depth - 1)
        + " "
        + pick(operators)
        + " "
        + source(type, depth - 1)
        + ")";
  }

  private FieldType pickType() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
