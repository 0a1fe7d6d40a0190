package dev.millrace.stream.step;

import dev.millrace.api.DurationText;
import dev.millrace.api.FieldType;
import dev.millrace.stream.expression.AggregateExpression;
import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.expression.Expression;
import dev.millrace.stream.expression.ExpressionCompiler;
import dev.millrace.stream.expression.ExpressionException;
import dev.millrace.stream.expression.TypedExpression;
import dev.millrace.stream.record.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles the scalars of a manifest. What is wrong goes to a sink; the result is then empty. */
public final class Sources {
  private final ExpressionCompiler expressions;
  private final IssueSink issues;

  /** Sources whose issues go to the given sink. */
  public Sources(ExpressionCompiler expressions, IssueSink issues) {
    this.expressions = expressions;
    this.issues = issues;
  }

  private interface Compilation<T> {
    T run() throws ExpressionException;
  }

  private <T> Optional<T> compile(String path, String source, Compilation<T> compilation) {
    if (source == null) {
      issues.add(path, "an expression is missing");
      return Optional.empty();
    }
    try {
      return Optional.of(compilation.run());
    } catch (ExpressionException e) {
      e.issues()
          .forEach(
              issue ->
                  issues.add(
                      path,
                      issue.line(),
                      issue.column(),
                      issue.message(),
                      issue.suggestion().orElse(null)));
      return Optional.empty();
    }
  }

  /** A condition. */
  Optional<Expression> bool(String path, String source, Environment environment) {
    return compile(path, source, () -> expressions.bool(source, environment));
  }

  /** An expression of any field type. */
  public Optional<TypedExpression> scalar(String path, String source, Environment environment) {
    return compile(path, source, () -> expressions.scalar(source, environment));
  }

  /** One expression a field of a result. */
  Optional<FieldExpressions> fields(
      String path, Map<String, String> sources, Environment environment) {
    Map<String, FieldType> types = new LinkedHashMap<>();
    List<TypedExpression> compiled = new ArrayList<>();
    for (var source : entries(path, sources)) {
      scalar(path + '.' + source.getKey(), source.getValue(), environment)
          .ifPresent(
              expression -> {
                types.put(source.getKey(), expression.type());
                compiled.add(expression);
              });
    }
    return schema(path, types, sources).map(schema -> new FieldExpressions(schema, compiled));
  }

  /** One aggregate a field of a result. */
  Optional<GroupFields> aggregates(
      String path, Map<String, String> sources, Environment environment) {
    Map<String, FieldType> types = new LinkedHashMap<>();
    List<AggregateExpression> compiled = new ArrayList<>();
    for (var source : entries(path, sources)) {
      String place = path + '.' + source.getKey();
      String text = source.getValue();
      compile(place, text, () -> expressions.aggregate(text, environment))
          .ifPresent(
              expression -> {
                types.put(source.getKey(), expression.resultType());
                compiled.add(expression);
              });
    }
    return schema(path, types, sources)
        .map(schema -> new GroupFields(schema, compiled, environment));
  }

  private Iterable<Map.Entry<String, String>> entries(String path, Map<String, String> sources) {
    if (sources == null || sources.isEmpty()) {
      issues.add(path, "at least one field is needed");
      return List.of();
    }
    return sources.entrySet();
  }

  /** The schema, if every source has given a type. */
  private Optional<Schema> schema(
      String path, Map<String, FieldType> types, Map<String, String> sources) {
    boolean complete = sources != null && !types.isEmpty() && types.size() == sources.size();
    return complete ? schema(path, types) : Optional.empty();
  }

  /** The schema of declared fields. */
  public Optional<Schema> schema(String path, Map<String, FieldType> types) {
    try {
      return Optional.of(Schema.of(types));
    } catch (IllegalArgumentException e) {
      issues.add(path, e.getMessage());
      return Optional.empty();
    }
  }

  /** A duration in milliseconds, at least {@code least}. */
  public Optional<Long> duration(String path, String text, long least) {
    try {
      long millis = DurationText.parse(text).toMillis();
      if (millis >= least) {
        return Optional.of(millis);
      }
      issues.add(path, "a duration of at least " + least + "ms is needed, this is " + text);
    } catch (IllegalArgumentException e) {
      issues.add(path, e.getMessage());
    }
    return Optional.empty();
  }

  /** A number of records, at least 1. */
  Optional<Integer> number(String path, Integer value) {
    if (value != null && value >= 1) {
      return Optional.of(value);
    }
    issues.add(path, "a number of at least 1 is needed, this is " + value);
    return Optional.empty();
  }

  /** An issue that is none of a scalar's own. */
  void refuse(String path, String message) {
    issues.add(path, message);
  }
}
