package dev.millrace.stream.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which forms a result of a window or running step can have. */
final class AggregateForm {
  private static final String KEY = "key";
  private static final String WINDOW = "window";

  private AggregateForm() {}

  /** The aggregate that a node calls, empty if it is no call of one. */
  static Optional<AggregateFunction> called(CelExpr node) {
    return node.getKind() == Kind.CALL && Names.isAggregate(node.call().function())
        ? Arrays.stream(AggregateFunction.values())
            .filter(function -> function.callName().equals(node.call().function()))
            .findFirst()
        : Optional.empty();
  }

  /**
   * Whether a node has one value for a whole group of records: the key, or a bound of the window.
   */
  static boolean isOfGroup(CelExpr node) {
    return switch (node.getKind()) {
      case IDENT -> Translator.variableName(node).equals(KEY);
      case SELECT -> {
        CelExpr operand = node.select().operand();
        yield !node.select().testOnly()
            && operand.getKind() == Kind.IDENT
            && Translator.variableName(operand).equals(WINDOW);
      }
      default -> false;
    };
  }

  /** What there can be, for messages. */
  static String expectation(Environment environment) {
    List<String> plain = new ArrayList<>();
    environment.find(KEY).ifPresent(variable -> plain.add(KEY));
    environment
        .find(WINDOW)
        .flatMap(Environment.Variable::schema)
        .ifPresent(schema -> schema.names().forEach(name -> plain.add(WINDOW + "." + name)));
    String calls = "one call of " + String.join(", ", Names.AGGREGATES) + " expected";
    return plain.isEmpty() ? calls : calls + ", or " + String.join(", ", plain);
  }
}
