package dev.millrace.stream.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompiler;
import java.util.List;
import java.util.Optional;

/** A source that is well-formed CEL, on its way through the checks. */
final class ParsedSource {
  private final String text;
  private final Environment environment;
  private final CelCompiler compiler;
  private final CelAbstractSyntaxTree tree;
  private final Places places;

  private ParsedSource(
      String text, Environment environment, CelCompiler compiler, CelAbstractSyntaxTree tree) {
    this.text = text;
    this.environment = environment;
    this.compiler = compiler;
    this.tree = tree;
    this.places = new Places(tree.getSource(), text);
  }

  static ParsedSource parse(String text, Environment environment, CelCompiler compiler)
      throws ExpressionException {
    if (text.isBlank()) {
      throw new ExpressionException(
          text, List.of(new ExpressionIssue("the expression is empty", 1, 0, Optional.empty())));
    }
    CelValidationResult result = compiler.parse(text);
    if (result.hasError()) {
      throw new ExpressionException(text, Complaints.parser(result.getErrors()));
    }
    return new ParsedSource(text, environment, compiler, treeOf(result));
  }

  CelExpr root() {
    return tree.getExpr();
  }

  /**
   * A check of this source's names.
   *
   * @param functions the functions that there are at this place
   */
  NameCheck nameCheck(List<String> functions) {
    return new NameCheck(environment, places, functions);
  }

  /**
   * Checks the types.
   *
   * @throws ExpressionException if the names were not in order, or the types are not
   */
  CelAbstractSyntaxTree check(NameCheck names) throws ExpressionException {
    if (!names.issues().isEmpty()) {
      throw new ExpressionException(text, names.issues());
    }
    CelValidationResult result = compiler.check(tree);
    if (result.hasError()) {
      throw new ExpressionException(text, Complaints.checker(result.getErrors()));
    }
    return treeOf(result);
  }

  Translator translator(CelAbstractSyntaxTree checked) {
    return new Translator(checked, environment, places);
  }

  /** An exception with one issue about the whole source. */
  ExpressionException refused(String message) {
    return new ExpressionException(text, List.of(places.issue(places.of(root()), message)));
  }

  private static CelAbstractSyntaxTree treeOf(CelValidationResult result) {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("a result without errors has no tree", e);
    }
  }
}
