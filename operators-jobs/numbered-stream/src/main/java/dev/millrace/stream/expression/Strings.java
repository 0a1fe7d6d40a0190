package dev.millrace.stream.expression;

import com.google.re2j.Pattern;

/** Operators on strings. */
final class Strings {
  private Strings() {}

  static StringExpression concatenate(Expression left, Expression right) {
    return scope -> left.text(scope).concat(right.text(scope));
  }

  static BoolExpression startsWith(Expression text, Expression prefix) {
    return scope -> text.text(scope).startsWith(prefix.text(scope));
  }

  static BoolExpression endsWith(Expression text, Expression suffix) {
    return scope -> text.text(scope).endsWith(suffix.text(scope));
  }

  static BoolExpression contains(Expression text, Expression part) {
    return scope -> text.text(scope).contains(part.text(scope));
  }

  /**
   * Whether the pattern matches a part of the text; in time linear in the text, whatever the
   * pattern.
   */
  static BoolExpression matches(Expression text, Pattern pattern) {
    return scope -> pattern.matcher(text.text(scope)).find();
  }

  /** In code points. */
  static IntegerExpression size(Expression text) {
    return scope -> {
      String value = text.text(scope);
      return value.codePointCount(0, value.length());
    };
  }
}
