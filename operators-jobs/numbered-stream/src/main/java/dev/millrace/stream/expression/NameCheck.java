package dev.millrace.stream.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.millrace.api.manifest.Suggestion;
import dev.millrace.stream.expression.Environment.Variable;
import dev.millrace.stream.record.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Checks a parsed expression, before its types are checked, for everything that has to do with
 * names and forms: unknown variables, fields and functions, and the parts of CEL that are not
 * offered. It finds all of them at once and says what there is instead.
 */
final class NameCheck {
  private final Environment environment;
  private final Places places;
  private final List<String> functions;
  private final List<ExpressionIssue> issues = new ArrayList<>();

  /**
   * @param functions what there is, for the message about a function that there is not
   */
  NameCheck(Environment environment, Places places, List<String> functions) {
    this.environment = environment;
    this.places = places;
    this.functions = functions;
  }

  List<ExpressionIssue> issues() {
    return issues;
  }

  void check(CelExpr node) {
    switch (node.getKind()) {
      case CONSTANT -> constant(node);
      case IDENT -> variable(node, false);
      case SELECT -> selection(node);
      case CALL -> call(node);
      case LIST -> report(node, "a list can only stand to the right of 'in'");
      case MAP -> report(node, "maps are not offered; give each result field its own expression");
      default -> report(node, "this form of expression is not offered");
    }
  }

  private void constant(CelExpr node) {
    switch (node.constant().getKind()) {
      case NULL_VALUE -> report(node, "null is not offered; ask with has(value.field)");
      case BYTES_VALUE -> report(node, "bytes are not offered");
      case UINT64_VALUE -> report(node, "unsigned numbers are not offered; leave out the 'u'");
      default -> {}
    }
  }

  private Optional<Variable> variable(CelExpr node, boolean selectedFrom) {
    String name = Translator.variableName(node);
    Optional<Variable> variable = environment.find(name);
    if (variable.isEmpty()) {
      List<String> known = environment.variables().stream().map(Variable::name).toList();
      report(node, "no variable '" + name + "' (variables: " + list(known) + ")", name, known);
    } else if (!selectedFrom && variable.get().schema().isPresent()) {
      List<String> fields = variable.get().schema().get().names();
      report(node, "'" + name + "' is a whole record; name one of its fields: " + list(fields));
    }
    return variable;
  }

  private void selection(CelExpr node) {
    CelExpr operand = node.select().operand();
    if (operand.getKind() != Kind.IDENT) {
      check(operand);
      report(node, "'" + node.select().field() + "' is asked of something that has no fields");
      return;
    }
    Optional<Variable> variable = variable(operand, true);
    if (variable.isEmpty()) {
      return;
    }
    Optional<Schema> schema = variable.get().schema();
    if (schema.isEmpty()) {
      report(node, "'" + variable.get().name() + "' is a string and has no fields");
    } else if (schema.get().slot(node.select().field()) < 0) {
      unknownField(node, variable.get().displayName(), schema.get());
    }
  }

  private void unknownField(CelExpr node, String displayName, Schema schema) {
    String field = node.select().field();
    report(
        node,
        "no field '" + field + "' in " + displayName + " (fields: " + list(schema.names()) + ")",
        field,
        schema.names());
  }

  private void call(CelExpr node) {
    String function = node.call().function();
    if (Names.isAggregate(function)) {
      report(
          node,
          "'"
              + function
              + "' is an aggregate: it can only be the outermost call of a result of a window or"
              + " running step");
    } else if (!Names.isOffered(function)) {
      report(
          node,
          "'" + Names.written(function) + "' is not offered (functions: " + list(functions) + ")",
          function,
          functions);
    }
    arguments(node);
  }

  /** Checks what a call is applied to, but not the called function itself. */
  void arguments(CelExpr node) {
    node.call().target().ifPresent(this::check);
    List<CelExpr> arguments = node.call().args();
    if (node.call().function().equals(Names.IN)) {
      check(arguments.get(0));
      elements(arguments.get(1));
      return;
    }
    if (node.call().function().equals(Names.MATCHES) && !arguments.isEmpty()) {
      pattern(arguments.get(arguments.size() - 1));
    }
    arguments.forEach(this::check);
  }

  private void elements(CelExpr list) {
    if (list.getKind() != Kind.LIST) {
      report(list, "'in' needs a list such as ['a', 'b'] to its right");
    } else if (list.list().elements().isEmpty()) {
      report(list, "the list is empty");
    } else {
      list.list().elements().forEach(this::check);
    }
  }

  private void pattern(CelExpr argument) {
    if (argument.getKind() != Kind.CONSTANT
        || argument.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      report(argument, "'matches' needs its pattern as a literal, so that it can be checked now");
      return;
    }
    try {
      Pattern.compile(argument.constant().stringValue());
    } catch (PatternSyntaxException e) {
      report(argument, "not a regular expression (RE2): " + e.getDescription());
    }
  }

  private void report(CelExpr node, String message) {
    issues.add(places.issue(places.of(node), message));
  }

  private void report(CelExpr node, String message, String written, Collection<String> known) {
    issues.add(places.issue(places.of(node), message, suggestion(written, known)));
  }

  private static String list(List<String> names) {
    return String.join(", ", names);
  }

  private static Optional<String> suggestion(String written, Collection<String> known) {
    return Suggestion.nearest(written, known).map(name -> "Did you mean '" + name + "'?");
  }
}
