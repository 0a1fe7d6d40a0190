package dev.millrace.stream.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read when an expression is wrong: every issue, its place, what there is instead. */
class ExpressionIssueTest {
  private static final String FUNCTIONS =
      "(functions: has, size, startsWith, endsWith, contains, matches, int, double, string)";
  private static final Environment ENVIRONMENT =
      Environment.empty().withStruct("value", "topic crossings", schema()).withText("key");

  private final ExpressionCompiler compiler = new ExpressionCompiler();

  private static Schema schema() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("lot", FieldType.STRING);
    fields.put("direction", FieldType.STRING);
    fields.put("level", FieldType.INT);
    fields.put("f", FieldType.DOUBLE);
    return Schema.of(fields);
  }

  private ExpressionException refusal(String source) {
    return catchThrowableOfType(
        ExpressionException.class, () -> compiler.scalar(source, ENVIRONMENT));
  }

  /** The place is {@code line:column}, the column counting from 0. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "value.directon in ['in'] | 1:6 | no field 'directon' in topic crossings (fields: lot, direction, level, f). Did you mean 'direction'?",
        "value . dirction == 'a' | 1:8 | no field 'dirction' in topic crossings (fields: lot, direction, level, f). Did you mean 'direction'?",
        "'é😀' + value.zone | 1:13 | no field 'zone' in topic crossings (fields: lot, direction, level, f)",
        "has(value.levle) | 1:10 | no field 'levle' in topic crossings (fields: lot, direction, level, f). Did you mean 'level'?",
        "valeu.lot == 'a' | 1:0 | no variable 'valeu' (variables: value, key). Did you mean 'value'?",
        "window.start | 1:0 | no variable 'window' (variables: value, key)",
        "value | 1:0 | 'value' is a whole record; name one of its fields: lot, direction, level, f",
        "key.lot | 1:4 | 'key' is a string and has no fields",
        "value.lot.x | 1:10 | 'x' is asked of something that has no fields",
        "value.level == 1.0 | 1:12 | '==' cannot be applied to int and double. Convert one side with int() or double()",
        "value.level + 1.5 | 1:12 | '+' cannot be applied to int and double. Convert one side with int() or double()",
        "'a' + 1 | 1:4 | '+' cannot be applied to string and int",
        "value.lot && true | 1:10 | '&&' cannot be applied to string and bool",
        "!value.lot | 1:0 | '!' cannot be applied to string",
        "key.startsWith(1) | 1:14 | 'startsWith' cannot be applied to string and int",
        "true ? 1 : 2.0 | 1:5 | both results of ?: must be of one type, these are int and double",
        "key ? 1 : 2 | 1:4 | the condition of ?: must be bool, this is string",
        "value.lot in ['a', 1] | 1:19 | int in a list that is searched for string",
        "value.f in [1, 2] | 1:8 | 'in' cannot be applied to double and list(int)",
        "value.lot in value.lot | 1:19 | 'in' needs a list such as ['a', 'b'] to its right",
        "value.level in [] | 1:15 | the list is empty",
        "[1] == [1] | 1:0 | a list can only stand to the right of 'in'",
        "{'a': 1} | 1:0 | maps are not offered; give each result field its own expression",
        "Lot{name: 'a'} | 1:3 | this form of expression is not offered",
        "key.matches('a(') | 1:12 | not a regular expression (RE2): missing closing )",
        "key.matches(value.lot) | 1:18 | 'matches' needs its pattern as a literal, so that it can be checked now",
        "null | 1:0 | null is not offered; ask with has(value.field)",
        "3u | 1:0 | unsigned numbers are not offered; leave out the 'u'",
        "b'a' | 1:0 | bytes are not offered",
        "9223372036854775808 | 1:0 | not a 64-bit int",
        "value.lot && | 1:12 | unexpected end of the expression",
        "value.level 1 | 1:12 | unexpected '1'",
        "(value.level | 1:12 | missing ')' at end of the expression",
      })
  void saysWhatIsWrongAndWhere(String source, String place, String text) {
    ExpressionIssue issue = refusal(source).issues().get(0);
    assertThat(issue.line() + ":" + issue.column()).isEqualTo(place);
    assertThat(issue.text()).isEqualTo(text);
  }

  @Test
  void namesTheFunctionThatIsNotOffered() {
    assertThat(refusal("startswith(key, 'a')").issues())
        .extracting(ExpressionIssue::text)
        .containsExactly(
            "'startswith' is not offered " + FUNCTIONS + ". Did you mean 'startsWith'?");
    assertThat(refusal("value['lot'] == 'a'").issues())
        .extracting(ExpressionIssue::message)
        .contains("'[]' is not offered " + FUNCTIONS);
    assertThat(refusal("['a'].exists(x, x == key)").issues())
        .extracting(ExpressionIssue::message)
        .contains("'exists' is not offered " + FUNCTIONS);
  }

  @Test
  void listsEveryIssueInOrder() {
    ExpressionException refusal = refusal("true\n  && value.levle > 3\n  || kye == 'a'");
    assertThat(refusal.issues())
        .extracting(issue -> issue.line() + ":" + issue.column() + " " + issue.suggestion().get())
        .containsExactly("2:11 Did you mean 'level'?", "3:5 Did you mean 'key'?");
    assertThat(refusal)
        .hasMessageContaining("2:12 no field 'levle'")
        .hasMessageContaining("; 3:6 no variable 'kye'");
  }

  @Test
  void anEmptyExpressionIsSaidToBeEmpty() {
    assertThat(refusal(" \n").issues())
        .extracting(ExpressionIssue::text)
        .containsExactly("the expression is empty");
  }

  @Test
  void refusesResultsOfTheWrongType() {
    assertThat(
            catchThrowableOfType(
                ExpressionException.class, () -> compiler.bool("value.lot", ENVIRONMENT)))
        .hasMessage("value.lot: 1:7 bool expected, but this is string");
    assertThat(
            catchThrowableOfType(
                ExpressionException.class, () -> compiler.string("value.level", ENVIRONMENT)))
        .hasMessage("value.level: 1:7 string expected, but this is int; convert it with string()");
  }

  @Test
  void refusesWhatIsNestedTooDeepInsteadOfOverflowing() {
    String source = "(".repeat(5000) + "1" + ")".repeat(5000);
    assertThat(refusal(source).issues()).isNotEmpty();
    assertThat(refusal("1" + " + 1".repeat(5000)).issues()).isNotEmpty();
  }
}
