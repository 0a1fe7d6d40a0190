package dev.millrace.gateway;

import dev.millrace.api.FieldType;
import dev.millrace.stream.expression.BoolExpression;
import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.expression.ExpressionCompiler;
import dev.millrace.stream.expression.ExpressionException;
import dev.millrace.stream.expression.Scope;
import dev.millrace.stream.expression.StringExpression;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expressions in the language of the stages, over {@code path}, whose fields are the variables of
 * the resource's path, and {@code identity}. The payload is not read, so there is no {@code value}.
 */
final class CelExpressions implements RequestExpressions {
  private static final String PATH = "path";
  private static final String IDENTITY = "identity";
  private static final String VALUE = "value";

  private final ExpressionCompiler compiler = new ExpressionCompiler();

  @Override
  public RequestExpression<String> text(String source, List<String> variables) {
    Schema schema = schema(variables);
    Environment environment = environment(schema);
    try {
      StringExpression compiled = compiler.string(source, environment);
      return (path, identity) -> compiled.text(scope(environment, schema, path, identity));
    } catch (ExpressionException e) {
      throw refused(e);
    }
  }

  @Override
  public RequestExpression<Boolean> bool(String source, List<String> variables) {
    Schema schema = schema(variables);
    Environment environment = environment(schema);
    try {
      BoolExpression compiled = compiler.bool(source, environment);
      return (path, identity) -> compiled.bool(scope(environment, schema, path, identity));
    } catch (ExpressionException e) {
      throw refused(e);
    }
  }

  private static Schema schema(List<String> variables) {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    variables.forEach(variable -> fields.put(variable, FieldType.STRING));
    return Schema.of(fields);
  }

  private static Environment environment(Schema schema) {
    return Environment.empty().withStruct(PATH, "the resource's path", schema).withText(IDENTITY);
  }

  private static Scope scope(
      Environment environment, Schema schema, Map<String, String> path, String identity) {
    Row row = new Row(schema);
    path.forEach((variable, text) -> row.setString(schema.slot(variable), text));
    return new Scope(environment)
        .set(environment.index(PATH), row)
        .set(environment.index(IDENTITY), identity);
  }

  private static IllegalArgumentException refused(ExpressionException refused) {
    boolean wantsPayload =
        refused.issues().stream().anyMatch(issue -> issue.message().contains("'" + VALUE + "'"));
    return new IllegalArgumentException(
        refused.getMessage()
            + (wantsPayload
                ? "; a gateway does not read the payload: use path and identity, or a stage"
                : ""),
        refused);
  }
}
