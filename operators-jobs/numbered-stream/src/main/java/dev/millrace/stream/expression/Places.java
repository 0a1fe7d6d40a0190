package dev.millrace.stream.expression;

import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import java.util.Optional;

/**
 * Where the nodes of a syntax tree stand in the source. Offsets are in code points, as CEL counts
 * them.
 */
final class Places {
  private final CelSource source;
  private final String text;

  Places(CelSource source, String text) {
    this.source = source;
    this.text = text;
  }

  /** The source. */
  String text() {
    return text;
  }

  /**
   * Where people would point to: a field's or function's name, an operator, the first sign of a
   * value.
   */
  int of(CelExpr node) {
    int offset = source.getPositionsMap().getOrDefault(node.id(), 0);
    int unit = text.offsetByCodePoints(0, offset);
    // CEL gives the dot of a selection, and the opening bracket of a call.
    int found =
        switch (node.getKind()) {
          case SELECT -> text.indexOf(node.select().field(), unit);
          case CALL ->
              Names.isOperator(node.call().function())
                  ? unit
                  : text.lastIndexOf(node.call().function(), unit);
          default -> unit;
        };
    return text.codePointCount(0, found < 0 ? unit : found);
  }

  ExpressionIssue issue(int offset, String message) {
    return issue(offset, message, Optional.empty());
  }

  ExpressionIssue issue(int offset, String message, Optional<String> suggestion) {
    String before = text.substring(0, text.offsetByCodePoints(0, offset));
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = 1 + (int) before.chars().filter(unit -> unit == '\n').count();
    int column = before.codePointCount(lineStart, before.length());
    return new ExpressionIssue(message, line, column, suggestion);
  }
}
