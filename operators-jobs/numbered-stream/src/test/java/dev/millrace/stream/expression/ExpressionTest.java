package dev.millrace.stream.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.EvaluationException;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What expressions mean: CEL's definition, in particular where it differs from Java's or a
 * runtime's.
 */
class ExpressionTest {
  private static final Schema SCHEMA = schema();
  private static final Environment ENVIRONMENT =
      Environment.empty().withStruct("value", "topic readings", SCHEMA).withText("key");

  private final ExpressionCompiler compiler = new ExpressionCompiler();
  private final Scope scope = new Scope(ENVIRONMENT).set(0, row()).set(1, "gate-4");

  private static Schema schema() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("lot", FieldType.STRING);
    fields.put("level", FieldType.INT);
    fields.put("f", FieldType.DOUBLE);
    fields.put("ok", FieldType.BOOL);
    fields.put("none", FieldType.INT);
    fields.put("absent", FieldType.BOOL);
    return Schema.of(fields);
  }

  private static Row row() {
    Row row = new Row(SCHEMA);
    row.setString(0, "north");
    row.setLong(1, 7);
    row.setDouble(2, 98.6);
    row.setBool(3, true);
    return row;
  }

  private String evaluate(String source) throws ExpressionException {
    TypedExpression expression = compiler.scalar(source, ENVIRONMENT);
    return switch (expression.type()) {
      case INT -> Long.toString(expression.node().integer(scope));
      case DOUBLE -> Double.toString(expression.node().real(scope));
      case STRING -> expression.node().text(scope);
      case BOOL -> Boolean.toString(expression.node().bool(scope));
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "value.lot + '/' + key ; north/gate-4",
        "value . level ; 7",
        "-value.level ; -7",
        "(value.f - 32.0) * 5.0 / 9.0 ; 37.0",
        "value.lot == 'in' ? 1 : -1 ; -1",
        "value.ok && !(value.level < 7) ; true",
        "-5 / 2 ; -2",
        "-5 % 3 ; -2",
        "-9223372036854775808 % -1 ; 0",
        "1.0 / 0.0 ; Infinity",
        "0.0 / 0.0 == 0.0 / 0.0 ; false",
        "0.0 / 0.0 in [0.0 / 0.0] ; false",
        "0.0 / 0.0 != 1.0 ; true",
        "-0.0 == 0.0 ; true",
        "0x1F ; 31",
        "value.level < 7.5 ; true",
        "7.0 >= value.level ; true",
        "value.level > 0.0 / 0.0 ; false",
        "value.level <= 0.0 / 0.0 ; false",
        "0.0 / 0.0 <= value.level ; false",
        "0 > -0.0 ; false",
        // As doubles, both sides are 2^53.
        "9007199254740993 > 9007199254740992.0 ; true",
        "9223372036854775807 < 9223372036854775808.0 ; true",
        "-9223372036854775808 >= -9223372036854775808.0 ; true",
        "-9223372036854775808 <= -9223372036854775808.0 ; true",
        "value.level in [1, 7, 9] ; true",
        "value.level in [1, 7.5] ; false",
        "value.f in [1, 98.6] ; true",
        "value.level in [value.level + 1, 6] ; false",
        "'b' in ['a', 'b'] ; true",
        "'a' < 'B' ; false",
        "'' < 'a' ; true",
        "false < true ; true",
        "true <= false ; false",
        "'ü'.size() ; 1",
        "size('a😀') ; 2",
        "value.lot.startsWith('no') && value.lot.endsWith('th') ; true",
        "value.lot.contains('ort') ; true",
        "key.matches('[0-9]$') ; true",
        "matches(key, '^[a-z]+$') ; false",
        "int(-2.9) ; -2",
        "int('-12') + int(3) ; -9",
        "double('1e3') + double(2) ; 1002.0",
        "string(1e21) + string(-3) + string(true) + string('x') ; 1.0E21-3truex",
        "has(value.lot) ; true",
        "has(value.none) ; false",
        ".value.level ; 7",
        "value.`level` ; 7",
        // An error on one side does not count where the other side decides.
        "value.none == 1 || true ; true",
        "true || value.none == 1 ; true",
        "value.none == 1 && false ; false",
        "false && 1 / 0 == 1 ; false",
        "has(value.none) && value.none == 1 ; false",
        "value.ok ? 1 : value.none ; 1",
        "value.absent && value.absent && false ; false",
      })
  void evaluates(String source, String value) throws ExpressionException {
    assertThat(evaluate(source)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "value.none + 1 ; no field 'none'",
        "value.none == 1 || false ; no field 'none'",
        "true && value.absent ; no field 'absent'",
        "(value.absent || false) == true ; no field 'absent'",
        "value.absent ? 1 : 2 ; no field 'absent'",
        "1 in [1, value.none] ; no field 'none'",
        "9223372036854775807 + 1 ; int overflow",
        "-9223372036854775808 - 1 ; int overflow",
        "4611686018427387904 * 2 ; int overflow",
        "-9223372036854775808 * -1 ; int overflow",
        "-9223372036854775808 / -1 ; int overflow",
        "-(-9223372036854775807 - 1) ; int overflow",
        "1 / 0 ; division by zero",
        "1 % (value.level - 7) ; division by zero",
        "int(1e19) ; int() of what is not a 64-bit integer",
        "int(0.0 / 0.0) ; int() of what is not a 64-bit integer",
        "int('1.5') ; int() of what is not a 64-bit integer",
        "double('x') ; double() of a string that is not a number",
      })
  void failsOnData(String source, String reason) {
    assertThatThrownBy(() -> evaluate(source))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(reason)
        .satisfies(error -> assertThat(error.getStackTrace()).isEmpty());
  }

  /** In UTF-16 order U+1F600 comes before U+FF5E, as code points after it. */
  @Test
  void ordersStringsByCodePoint() throws ExpressionException {
    assertThat(evaluate("'\uFF5E' < '😀'")).isEqualTo("true");
    assertThat(evaluate("'😀' < '\uFF5E'")).isEqualTo("false");
    assertThat(evaluate("'a😀' > 'a\uE000' && 'a😀' >= 'a\uD7FF'")).isEqualTo("true");
    assertThat(evaluate("'😀' < '😁' && '😀' < '😀a'")).isEqualTo("true");
  }

  @Test
  void aRecordWithoutKeyIsAnErrorOfWhatUsesTheKey() throws ExpressionException {
    scope.set(1, (String) null);
    assertThatThrownBy(() -> evaluate("key == 'a'"))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("no key");
    assertThat(evaluate("key == 'a' || value.ok")).isEqualTo("true");
  }

  @Test
  void readsEveryVariableOfTheEnvironment() throws ExpressionException {
    Environment join =
        Environment.empty()
            .withStruct("left", "the left record", SCHEMA)
            .withStruct("right", "the right record", SCHEMA)
            .withText("identity");
    Row other = row();
    other.setLong(1, 30);
    Scope both = new Scope(join).set(0, row()).set(1, other).set(2, "sensor");
    TypedExpression delta = compiler.scalar("right.level - left.level", join);
    assertThat(delta.type()).isEqualTo(FieldType.INT);
    assertThat(delta.node().integer(both)).isEqualTo(23);
    assertThat(compiler.bool("identity == 'sensor'", join).bool(both)).isTrue();
    assertThat(compiler.string("identity + left.lot", join).text(both)).isEqualTo("sensornorth");
    assertThat(join.index("identity")).isEqualTo(2);
    assertThat(join.index("value")).isEqualTo(-1);
  }

  @Test
  void evaluatesIntoAFieldAndLeavesTheRowAloneOnErrors() throws ExpressionException {
    Row out = new Row(SCHEMA);
    compiler.scalar("value.level * 2", ENVIRONMENT).into(out, 1, scope);
    compiler.scalar("value.f + 1.0", ENVIRONMENT).into(out, 2, scope);
    compiler.scalar("key", ENVIRONMENT).into(out, 0, scope);
    compiler.scalar("value.ok", ENVIRONMENT).into(out, 3, scope);
    TypedExpression failing = compiler.scalar("value.none", ENVIRONMENT);
    assertThatThrownBy(() -> failing.into(out, 4, scope)).isInstanceOf(EvaluationException.class);
    assertThat(out).hasToString("{\"lot\":\"gate-4\",\"level\":14,\"f\":99.6,\"ok\":true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"now()", "timestamp('2024-01-01T00:00:00Z')", "duration('1s')", "random()"})
  void thereIsNoClockAndNoChance(String source) {
    assertThatThrownBy(() -> compiler.scalar(source, ENVIRONMENT))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("is not offered");
  }

  @Test
  void anEnvironmentDeclaresAVariableOnce() {
    assertThatThrownBy(() -> ENVIRONMENT.withText("value"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("variable 'value' is declared twice");
  }
}
