package dev.millrace.local.bench;

import dev.cel.common.CelValidationException;
import dev.millrace.api.FieldType;
import dev.millrace.stream.codec.Codecs;
import dev.millrace.stream.codec.ContentFormat;
import dev.millrace.stream.codec.DecodeException;
import dev.millrace.stream.codec.RecordReader;
import dev.millrace.stream.codec.RecordWriter;
import dev.millrace.stream.expression.BoolExpression;
import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.expression.ExpressionCompiler;
import dev.millrace.stream.expression.ExpressionException;
import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Decode → filter → map → encode of a JSON record of about 100 bytes, on one core: the whole
 * against the codec alone, and the expressions against the CEL library's planner runtime on maps.
 */
final class ExpressionBench {
  private static final int RECORDS = 64;
  private static final String FILTER =
      "value.level >= 0 && value.level <= 100 && key.startsWith('gate-')";
  private static final String[] NAMES = {"lot", "delta", "celsius"};
  private static final String[] MAP = {
    "value.lot", "value.gate == 'in' ? 1 : -1", "(value.f - 32.0) * 5.0 / 9.0"
  };

  private final CpuTimer timer;
  private final Schema in = Schema.of(fields());
  private final Schema out;
  private final byte[][] records = new byte[RECORDS][];
  private final Row row = new Row(in);
  private final Row result;
  private final RecordReader reader = Codecs.reader(ContentFormat.JSON, in);
  private final RecordWriter writer;
  private final Scope scope;
  private final int valueAt;
  private final int keyAt;
  private final BoolExpression filter;
  private final TypedExpression[] map = new TypedExpression[MAP.length];

  /**
   * What was measured.
   *
   * @param whole decode, filter, map, encode
   * @param codec decode and encode the same fields
   * @param closures filter and map alone
   * @param planned the same by the CEL library
   * @param consumed what all calls returned
   */
  record Result(Samples whole, Samples codec, Samples closures, Samples planned, int consumed) {}

  ExpressionBench(boolean quick) throws ExpressionException {
    timer = new CpuTimer(quick);
    Environment environment =
        Environment.empty().withStruct("value", "topic readings", in).withText("key");
    ExpressionCompiler compiler = new ExpressionCompiler();
    filter = compiler.bool(FILTER, environment);
    Map<String, FieldType> types = new LinkedHashMap<>();
    for (int i = 0; i < MAP.length; i++) {
      map[i] = compiler.scalar(MAP[i], environment);
      types.put(NAMES[i], map[i].type());
    }
    out = Schema.of(types);
    result = new Row(out);
    writer = Codecs.writer(ContentFormat.JSON, out);
    scope = new Scope(environment);
    valueAt = environment.index("value");
    keyAt = environment.index("key");
    for (int i = 0; i < RECORDS; i++) {
      records[i] =
          String.format(
                  Locale.ROOT,
                  "{\"lot\":\"lot-%d\",\"gate\":\"%s\",\"level\":%d,\"f\":%.1f,\"seq\":%d,\"ok\":%b,\"plate\":\"HH-%04d\"}",
                  i % 9,
                  i % 3 == 0 ? "in" : "out",
                  i,
                  40 + i * 0.7,
                  1_000_000 + i,
                  i % 2 == 0,
                  i * 37)
              .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** CPU time a record of each contender, and what all calls returned. */
  Result measure() throws CelValidationException {
    List<Samples> nanos =
        timer.nanos(
            List.of(
                this::whole,
                this::codec,
                this::evaluate,
                new CelPlanner(FILTER, List.of(MAP), in)::evaluate));
    return new Result(nanos.get(0), nanos.get(1), nanos.get(2), nanos.get(3), timer.consumed());
  }

  private int whole(int i) {
    read(i);
    apply(i);
    return writer.write(result).length;
  }

  private int codec(int i) {
    read(i);
    result.setString(0, row.getString(0));
    result.setLong(1, row.getLong(2));
    result.setDouble(2, row.getDouble(3));
    return writer.write(result).length;
  }

  private int evaluate(int i) {
    if (i % RECORDS == 0) {
      read(i);
    }
    apply(i);
    return (int) result.getLong(1);
  }

  private void read(int i) {
    row.clear();
    try {
      reader.read(records[i % RECORDS], row);
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private void apply(int i) {
    scope.set(valueAt, row).set(keyAt, "gate-7");
    if (filter.bool(scope)) {
      for (int field = 0; field < map.length; field++) {
        map[field].into(result, field, scope);
      }
    }
  }

  private static Map<String, FieldType> fields() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("lot", FieldType.STRING);
    fields.put("gate", FieldType.STRING);
    fields.put("level", FieldType.INT);
    fields.put("f", FieldType.DOUBLE);
    fields.put("seq", FieldType.INT);
    fields.put("ok", FieldType.BOOL);
    fields.put("plate", FieldType.STRING);
    return fields;
  }
}
