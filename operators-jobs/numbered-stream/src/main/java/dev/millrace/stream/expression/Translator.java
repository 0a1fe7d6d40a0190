package dev.millrace.stream.expression;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelReference;
import dev.millrace.stream.record.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Turns a tree that has passed the checks of names and types into closures. */
final class Translator {
  /** What the checker leaves without an overload, as there is only one. */
  private static final Map<String, String> ONLY_OVERLOADS =
      Map.of(Names.AND, "logical_and", Names.OR, "logical_or");

  private final CelAbstractSyntaxTree tree;
  private final Environment environment;
  private final Places places;

  Translator(CelAbstractSyntaxTree tree, Environment environment, Places places) {
    this.tree = tree;
    this.environment = environment;
    this.places = places;
  }

  /**
   * @throws ExpressionException if an operator is not offered for its operands' types
   */
  Expression translate(CelExpr node) throws ExpressionException {
    return switch (node.getKind()) {
      case CONSTANT -> constant(node.constant());
      case IDENT -> text(variableName(node));
      case SELECT -> field(node);
      case CALL -> call(node);
      default -> throw new IllegalStateException("passed the check of names: " + node.getKind());
    };
  }

  /** A variable's name; a leading dot, by which CEL marks a name as absolute, says nothing here. */
  static String variableName(CelExpr node) {
    String name = node.ident().name();
    return name.startsWith(".") ? name.substring(1) : name;
  }

  private static Expression constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> Leaves.bool(constant.booleanValue());
      case INT64_VALUE -> new Leaves.IntegerConstant(constant.int64Value());
      case DOUBLE_VALUE -> new Leaves.RealConstant(constant.doubleValue());
      case STRING_VALUE -> new Leaves.StringConstant(constant.stringValue());
      default -> throw new IllegalStateException("passed the check of names: " + constant);
    };
  }

  private Expression text(String name) {
    return Leaves.variable(environment.index(name), name);
  }

  private Expression field(CelExpr node) {
    String name = variableName(node.select().operand());
    int variable = environment.index(name);
    Schema schema = environment.find(name).flatMap(Environment.Variable::schema).orElseThrow();
    int slot = schema.slot(node.select().field());
    return node.select().testOnly()
        ? Leaves.has(variable, slot)
        : Leaves.field(variable, slot, schema.type(slot));
  }

  private Expression call(CelExpr node) throws ExpressionException {
    CelCall call = node.call();
    List<CelExpr> operands = new ArrayList<>();
    call.target().ifPresent(operands::add);
    operands.addAll(call.args());
    return switch (call.function()) {
      case Names.IN -> membership(translate(operands.get(0)), operands.get(1));
      case Names.MATCHES ->
          Strings.matches(
              translate(operands.get(0)),
              Pattern.compile(operands.get(1).constant().stringValue()));
      case Names.CONDITIONAL ->
          Logic.choose(
              translate(operands.get(0)), translate(operands.get(1)), translate(operands.get(2)));
      default -> operator(node, operands);
    };
  }

  private Expression membership(Expression value, CelExpr list) throws ExpressionException {
    List<Expression> elements = new ArrayList<>();
    for (CelExpr element : list.list().elements()) {
      Expression translated = translate(element);
      if (!Equality.comparable(value, translated)) {
        String found = Schema.label(Types.of(translated));
        String wanted = Schema.label(Types.of(value));
        throw refused(element, found + " in a list that is searched for " + wanted);
      }
      elements.add(translated);
    }
    return Membership.in(value, elements);
  }

  private Expression operator(CelExpr node, List<CelExpr> operands) throws ExpressionException {
    String overload = overload(node);
    Optional<UnaryOperator<Expression>> unary = Overloads.unary(overload);
    Optional<BinaryOperator<Expression>> binary = Overloads.binary(overload);
    if (unary.isPresent()) {
      return unary.get().apply(translate(operands.get(0)));
    }
    if (binary.isPresent()) {
      return binary.get().apply(translate(operands.get(0)), translate(operands.get(1)));
    }
    String function = Names.written(node.call().function());
    throw refused(node, "'" + function + "' is not offered for operands of these types");
  }

  private String overload(CelExpr node) {
    return tree.getReference(node.id())
        .map(CelReference::overloadIds)
        .filter(ids -> ids.size() == 1)
        .map(ids -> ids.get(0))
        .orElseGet(() -> ONLY_OVERLOADS.getOrDefault(node.call().function(), ""));
  }

  private ExpressionException refused(CelExpr node, String message) {
    return new ExpressionException(places.text(), List.of(places.issue(places.of(node), message)));
  }
}
