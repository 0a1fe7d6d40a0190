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
  private final Map<String, GatewayPath> firstOfShape = new HashMap<>();
  private final Problems problems;

  private Gateways(Problems problems) {
    this.problems = problems;
  }

  static void check(Inventory inventory, Wiring wiring, Problems problems) {
    Gateways gateways = new Gateways(problems);
    wiring.gateways().forEach(writer -> gateways.check(GatewayPath.of(writer)));
    Observed.of(inventory).forEach(observed -> gateways.check(GatewayPath.of(observed)));
  }

  private void check(GatewayPath served) {
    formats(served);
    path(served)
        .ifPresent(
            path -> {
              overlap(served, path);
              expressions(served, environment(path));
            });
  }

  private Optional<PathTemplate> path(GatewayPath served) {
    try {
      return Optional.of(PathTemplate.parse(served.path()));
    } catch (IllegalArgumentException e) {
      problems.add(
          served.resource(),
          served.place().field("path"),
          e.getMessage() + ".",
          "Name every variable of a path differently.");
      return Optional.empty();
    }
  }

  private void overlap(GatewayPath served, PathTemplate path) {
    String list =
        served.resource().namespace() + "/" + served.resource().name() + " " + served.list();
    GatewayPath before = firstOfShape.putIfAbsent(list + path.shape(), served);
    if (before != null) {
      problems.add(
          served.resource(),
          served.place().field("path"),
          "%s takes the same paths: %s.".formatted(before.place(), before.path()),
          "A path belongs to one resource.");
    }
  }

  private void formats(GatewayPath served) {
    for (GatewayPath.Named format : served.formats()) {
      if (ContentFormat.fromMediaType(format.mediaType()).isEmpty()) {
        problems.add(
            served.resource(),
            format.place(),
            "unknown media type '" + format.mediaType() + "'.",
            Names.suggest(
                "Media types",
                format.mediaType(),
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

  private void expressions(GatewayPath served, Environment environment) {
    String key = served.key();
    if (key != null) {
      try {
        compiler.string(key, environment);
      } catch (ExpressionException e) {
        report(served, "key", key, e.issues());
      }
    }
    String authorize = served.authorize();
    if (authorize != null) {
      try {
        compiler.bool(authorize, environment);
      } catch (ExpressionException e) {
        report(served, "authorize", authorize, e.issues());
      }
    }
  }

  private void report(
      GatewayPath served, String field, String source, List<ExpressionIssue> issues) {
    for (ExpressionIssue issue : issues) {
      problems.add(
          Problem.inExpression(
              served.resource().source(),
              served.place().field(field).toString(),
              source,
              issue.line(),
              issue.column(),
              Sentence.of(issue.message()),
              issue.suggestion().map(Sentence::of).orElse("")));
    }
  }
}
