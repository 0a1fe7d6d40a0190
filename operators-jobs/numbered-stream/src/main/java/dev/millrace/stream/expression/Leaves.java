package dev.millrace.stream.expression;

import dev.millrace.api.FieldType;
import dev.millrace.stream.record.EvaluationException;

/**
 * Constants and variables. Constants are records, so that operators can see that an operand is one
 * and keep its value instead of asking for it.
 */
final class Leaves {
  private Leaves() {}

  record IntegerConstant(long value) implements IntegerExpression {
    @Override
    public long integer(Scope scope) {
      return value;
    }
  }

  record RealConstant(double value) implements RealExpression {
    @Override
    public double real(Scope scope) {
      return value;
    }
  }

  record StringConstant(String value) implements StringExpression {
    @Override
    public String text(Scope scope) {
      return value;
    }
  }

  static BoolExpression bool(boolean value) {
    return scope -> value;
  }

  static Expression field(int variable, int slot, FieldType type) {
    return switch (type) {
      case INT -> (IntegerExpression) scope -> scope.row(variable).getLong(slot);
      case DOUBLE -> (RealExpression) scope -> scope.row(variable).getDouble(slot);
      case STRING -> (StringExpression) scope -> scope.row(variable).getString(slot);
      case BOOL -> (BoolExpression) scope -> scope.row(variable).getBool(slot);
    };
  }

  static BoolExpression has(int variable, int slot) {
    return scope -> scope.row(variable).has(slot);
  }

  static StringExpression variable(int variable, String name) {
    EvaluationException missing = new EvaluationException("no " + name);
    return scope -> {
      String text = scope.text(variable);
      if (text == null) {
        throw missing;
      }
      return text;
    };
  }
}
