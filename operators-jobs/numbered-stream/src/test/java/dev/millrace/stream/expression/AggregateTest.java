package dev.millrace.stream.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregateTest {
  private static final Environment RUNNING =
      Environment.empty().withStruct("value", "topic crossings", schema()).withText("key");
  private static final Environment WINDOW = RUNNING.withStruct("window", "the window", bounds());
  private static final String FORMS =
      "one call of count, sum, min, max, avg, first, last, distinct expected, or key";

  private final ExpressionCompiler compiler = new ExpressionCompiler();

  private static Schema schema() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("lot", FieldType.STRING);
    fields.put("level", FieldType.INT);
    fields.put("f", FieldType.DOUBLE);
    fields.put("ok", FieldType.BOOL);
    return Schema.of(fields);
  }

  private static Schema bounds() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("start", FieldType.INT);
    fields.put("end", FieldType.INT);
    return Schema.of(fields);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "count(), COUNT, -, INT",
        "count(value.level > 3), COUNT, BOOL, INT",
        "sum(value.level), SUM, INT, INT",
        "sum(value.f * 2.0), SUM, DOUBLE, DOUBLE",
        "min(value.level), MIN, INT, INT",
        "max(value.f), MAX, DOUBLE, DOUBLE",
        "avg(value.level), AVG, INT, DOUBLE",
        "avg(value.f), AVG, DOUBLE, DOUBLE",
        "first(value.lot), FIRST, STRING, STRING",
        "last(value.ok), LAST, BOOL, BOOL",
        "distinct(value.lot), DISTINCT, STRING, INT",
        "distinct(value.f), DISTINCT, DOUBLE, INT",
        "key, NONE, STRING, STRING",
        "window.start, NONE, INT, INT",
        "window.end, NONE, INT, INT",
      })
  void typesFollowFromTheArgument(
      String source, AggregateFunction function, FieldType argument, FieldType result)
      throws ExpressionException {
    AggregateExpression expression = compiler.aggregate(source, WINDOW);
    assertThat(expression.function()).isEqualTo(function);
    assertThat(expression.argumentType()).isEqualTo(argument);
    assertThat(expression.resultType()).isEqualTo(result);
    assertThat(expression.argument() == null).isEqualTo(argument == null);
  }

  @Test
  void theArgumentIsEvaluatedPerRecord() throws ExpressionException {
    Row row = new Row(schema());
    row.setLong(1, 4);
    Scope scope = new Scope(RUNNING).set(0, row).set(1, "k");
    Expression argument = compiler.aggregate("sum(value.level * 10)", RUNNING).argument();
    assertThat(argument.integer(scope)).isEqualTo(40);
    assertThat(compiler.aggregate("key", RUNNING).argument().text(scope)).isEqualTo("k");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "value.lot | 1:6 | " + FORMS,
        "value.level + 1 | 1:12 | " + FORMS,
        "1 | 1:0 | " + FORMS,
        "has(window.start) | 1:4 | no variable 'window' (variables: value, key)",
        "sum(value.level) + 1 | 1:0 | 'sum' is an aggregate: it can only be the outermost call of a result of a window or running step",
        "max(sum(value.level)) | 1:4 | 'sum' is an aggregate: it can only be the outermost call of a result of a window or running step",
        "sum(value.lot) | 1:3 | 'sum' cannot be applied to string",
        "count(value.level) | 1:5 | 'count' cannot be applied to int",
        "sum() | 1:3 | 'sum' cannot be applied to nothing",
        "sum(value.level, 1) | 1:3 | 'sum' cannot be applied to int and int",
        "key.count() | 1:9 | 'count' cannot be applied to string",
        "sum(value.levle) | 1:10 | no field 'levle' in topic crossings (fields: lot, level, f, ok). Did you mean 'level'?",
      })
  void refusesOtherForms(String source, String place, String text) {
    ExpressionIssue issue =
        catchThrowableOfType(ExpressionException.class, () -> compiler.aggregate(source, RUNNING))
            .issues()
            .get(0);
    assertThat(issue.line() + ":" + issue.column()).isEqualTo(place);
    assertThat(issue.text()).isEqualTo(text);
  }

  @Test
  void messagesNameWhatThereIsInAWindow() {
    ExpressionException refusal =
        catchThrowableOfType(
            ExpressionException.class, () -> compiler.aggregate("value.lot", WINDOW));
    assertThat(refusal.issues().get(0).text()).isEqualTo(FORMS + ", window.start, window.end");
    ExpressionException misspelt =
        catchThrowableOfType(
            ExpressionException.class, () -> compiler.aggregate("coutn()", WINDOW));
    assertThat(misspelt.issues().get(0).suggestion()).contains("Did you mean 'count'?");
  }

  @Test
  void aggregatesAreRefusedWhereThereIsNoGroup() {
    assertThat(
            catchThrowableOfType(
                ExpressionException.class, () -> compiler.bool("count() > 3", RUNNING)))
        .hasMessageContaining("'count' is an aggregate");
  }
}
