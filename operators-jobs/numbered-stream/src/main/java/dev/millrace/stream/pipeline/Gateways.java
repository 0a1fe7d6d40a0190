package dev.millrace.stream.pipeline;

import dev.millrace.api.FieldType;
import dev.millrace.api.PathTemplate;
import dev.millrace.api.manifest.Problem;
import dev.millrace.stream.codec.ContentFormat;
import dev.millrace.stream.expression.Environment;
import dev.millrace.stream.expression.ExpressionCompiler;
import dev.millrace.stream.expression.ExpressionException;
import dev.millrace.stream.expression.ExpressionIssue;
import dev.millrace.stream.record.Schema;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths, formats and expressions of the gateways' resources. */
final class Gateways {
  private final ExpressionCompiler compiler = new ExpressionCompiler();
  private final Map<String, Writer.Gateway> firstOfShape = new HashMap<>();
  private final Problems problems;

  private Gateways(Problems problems) {
    this.problems = problems;
  }

  static void check(Wiring wiring, Problems problems) {
    Gateways gateways = new Gateways(problems);
    for (Writer.Gateway writer : wiring.gateways()) {
      gateways.formats(writer);
      gateways
          .path(writer)
          .ifPresent(
              path -> {
                gateways.overlap(writer, path);
                gateways.expressions(writer, environment(path));
              });
    }
  }

  private Optional<PathTemplate> path(Writer.Gateway writer) {
    try {
      return Optional.of(PathTemplate.parse(writer.spec().path()));
    } catch (IllegalArgumentException e) {
      problems.add(
          writer.resource(),
          writer.place().field("path"),
          e.getMessage() + ".",
          "Name every variable of a path differently.");
      return Optional.empty();
    }
  }

  private void overlap(Writer.Gateway writer, PathTemplate path) {
    String gateway = writer.resource().namespace() + "/" + writer.resource().name();
    Writer.Gateway before = firstOfShape.putIfAbsent(gateway + path.shape(), writer);
    if (before != null) {
      problems.add(
          writer.resource(),
          writer.place().field("path"),
          "%s takes the same paths: %s.".formatted(before.place(), before.spec().path()),
          "A path belongs to one resource.");
    }
  }

  private void formats(Writer.Gateway writer) {
    List<String> formats = writer.spec().formats() == null ? List.of() : writer.spec().formats();
    for (int index = 0; index < formats.size(); index++) {
      if (ContentFormat.fromMediaType(formats.get(index)).isEmpty()) {
        problems.add(
            writer.resource(),
            writer.place().field("formats").index(index),
            "unknown media type '" + formats.get(index) + "'.",
            Names.suggest(
                "Media types",
                formats.get(index),
                Arrays.stream(ContentFormat.values()).map(ContentFormat::mediaType).toList()));
      }
    }
  }

  /** What is known of a message before its payload is read: the path, and who sent it. */
  private static Environment environment(PathTemplate path) {
    Map<String, FieldType> variables = new LinkedHashMap<>();
    path.variables().forEach(name -> variables.put(name, FieldType.STRING));
    return Environment.empty()
        .withStruct("path", "path " + path, Schema.of(variables))
        .withText("identity");
  }

  private void expressions(Writer.Gateway writer, Environment environment) {
    String key = writer.spec().key();
    if (key != null) {
      try {
        compiler.string(key, environment);
      } catch (ExpressionException e) {
        report(writer, "key", key, e.issues());
      }
    }
    String authorize = writer.spec().authorize();
    if (authorize != null) {
      try {
        compiler.bool(authorize, environment);
      } catch (ExpressionException e) {
        report(writer, "authorize", authorize, e.issues());
      }
    }
  }

  private void report(
      Writer.Gateway writer, String field, String source, List<ExpressionIssue> issues) {
    for (ExpressionIssue issue : issues) {
      problems.add(
          Problem.inExpression(
              writer.resource().source(),
              writer.place().field(field).toString(),
              source,
              issue.line(),
              issue.column(),
              Sentence.of(issue.message()),
              issue.suggestion().map(Sentence::of).orElse("")));
    }
  }
}
