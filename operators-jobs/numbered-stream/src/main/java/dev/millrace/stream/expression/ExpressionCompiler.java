package dev.millrace.stream.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompiler;
import dev.millrace.api.FieldType;
import dev.millrace.stream.record.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles sources in the Common Expression Language. Whatever is wrong with a source is found
 * here; what is compiled can only fail on data. Offered are the fields of the environment's
 * variables, literals, {@code has}, the logical, comparison, arithmetic and conditional operators,
 * {@code in} with a list to its right, and the functions size, startsWith, endsWith, contains,
 * matches, int, double and string.
 *
 * <p>One instance serves all expressions of a pipeline: the first one costs about a second in a
 * cold process, the next ones milliseconds. Not thread-safe; what it compiles is.
 */
public final class ExpressionCompiler {
  private final Map<Environment, CelCompiler> compilers = new HashMap<>();

  /**
   * Compiles a condition.
   *
   * @throws ExpressionException if the source is not a bool expression
   */
  public BoolExpression bool(String source, Environment environment) throws ExpressionException {
    return (BoolExpression) ofType(FieldType.BOOL, "", source, environment);
  }

  /**
   * Compiles what makes a string, such as a key.
   *
   * @throws ExpressionException if the source is not a string expression
   */
  public StringExpression string(String source, Environment environment)
      throws ExpressionException {
    String hint = "; convert it with string()";
    return (StringExpression) ofType(FieldType.STRING, hint, source, environment);
  }

  /**
   * Compiles an expression of any field type.
   *
   * @throws ExpressionException if the source is not an expression
   */
  public TypedExpression scalar(String source, Environment environment) throws ExpressionException {
    ParsedSource parsed = parse(source, environment);
    return scalar(parsed, Names.FUNCTIONS);
  }

  /**
   * Compiles a result of a window or running step: one aggregate call, or what is the same for the
   * whole group, namely {@code key}, {@code window.start} and {@code window.end} as far as the
   * environment has them.
   *
   * @throws ExpressionException if the source is nothing of the kind
   */
  public AggregateExpression aggregate(String source, Environment environment)
      throws ExpressionException {
    ParsedSource parsed = parse(source, environment);
    Optional<AggregateFunction> called = AggregateForm.called(parsed.root());
    if (called.isPresent()) {
      return aggregate(called.get(), parsed);
    }
    TypedExpression plain = scalar(parsed, Names.FUNCTIONS_AND_AGGREGATES);
    if (!AggregateForm.isOfGroup(parsed.root())) {
      throw parsed.refused(AggregateForm.expectation(environment));
    }
    return new AggregateExpression(
        AggregateFunction.NONE, plain.node(), plain.type(), plain.type());
  }

  private static AggregateExpression aggregate(AggregateFunction function, ParsedSource parsed)
      throws ExpressionException {
    NameCheck names = parsed.nameCheck(Names.FUNCTIONS);
    names.arguments(parsed.root());
    CelAbstractSyntaxTree checked = parsed.check(names);
    FieldType result = Declarations.fieldType(checked.getResultType());
    List<CelExpr> arguments = checked.getExpr().call().args();
    if (arguments.isEmpty()) {
      return new AggregateExpression(function, null, null, result);
    }
    Expression argument = parsed.translator(checked).translate(arguments.get(0));
    return new AggregateExpression(function, argument, Types.of(argument), result);
  }

  private Expression ofType(FieldType wanted, String hint, String source, Environment environment)
      throws ExpressionException {
    ParsedSource parsed = parse(source, environment);
    TypedExpression expression = scalar(parsed, Names.FUNCTIONS);
    if (expression.type() != wanted) {
      String found = Schema.label(expression.type());
      throw parsed.refused(Schema.label(wanted) + " expected, but this is " + found + hint);
    }
    return expression.node();
  }

  private static TypedExpression scalar(ParsedSource parsed, List<String> functions)
      throws ExpressionException {
    NameCheck names = parsed.nameCheck(functions);
    names.check(parsed.root());
    CelAbstractSyntaxTree checked = parsed.check(names);
    Expression node = parsed.translator(checked).translate(checked.getExpr());
    return new TypedExpression(Types.of(node), node);
  }

  private ParsedSource parse(String source, Environment environment) throws ExpressionException {
    CelCompiler compiler = compilers.computeIfAbsent(environment, Declarations::compiler);
    return ParsedSource.parse(source, environment, compiler);
  }
}
