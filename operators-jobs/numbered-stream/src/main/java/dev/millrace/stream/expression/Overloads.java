package dev.millrace.stream.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * What each overload of CEL's standard definitions is translated to, by the overload's identifier,
 * which the checker has chosen by the operands' types. An overload that is not here is not offered.
 */
final class Overloads {
  private static final Map<String, UnaryOperator<Expression>> UNARY = unary();
  private static final Map<String, BinaryOperator<Expression>> BINARY = binary();

  private Overloads() {}

  static Optional<UnaryOperator<Expression>> unary(String overload) {
    return Optional.ofNullable(UNARY.get(overload));
  }

  static Optional<BinaryOperator<Expression>> binary(String overload) {
    return Optional.ofNullable(BINARY.get(overload));
  }

  private static Map<String, UnaryOperator<Expression>> unary() {
    Map<String, UnaryOperator<Expression>> operators = new HashMap<>();
    operators.put("logical_not", Logic::not);
    operators.put("negate_int64", IntegerArithmetic::negate);
    operators.put("negate_double", RealArithmetic::negate);
    operators.put("size_string", Strings::size);
    operators.put("string_size", Strings::size);
    operators.put("int64_to_int64", operand -> operand);
    operators.put("double_to_int64", Conversions::realToInteger);
    operators.put("string_to_int64", Conversions::stringToInteger);
    operators.put("double_to_double", operand -> operand);
    operators.put("int64_to_double", Conversions::integerToReal);
    operators.put("string_to_double", Conversions::stringToReal);
    operators.put("string_to_string", operand -> operand);
    operators.put("int64_to_string", Conversions::integerToString);
    operators.put("double_to_string", Conversions::realToString);
    operators.put("bool_to_string", Conversions::boolToString);
    return Map.copyOf(operators);
  }

  private static Map<String, BinaryOperator<Expression>> binary() {
    Map<String, BinaryOperator<Expression>> operators = new HashMap<>();
    operators.put("logical_and", Logic::and);
    operators.put("logical_or", Logic::or);
    operators.put("equals", Equality::equal);
    operators.put("not_equals", (a, b) -> Logic.not(Equality.equal(a, b)));
    operators.put("add_int64", IntegerArithmetic::add);
    operators.put("subtract_int64", IntegerArithmetic::subtract);
    operators.put("multiply_int64", IntegerArithmetic::multiply);
    operators.put("divide_int64", IntegerArithmetic::divide);
    operators.put("modulo_int64", IntegerArithmetic::modulo);
    operators.put("add_double", RealArithmetic::add);
    operators.put("subtract_double", RealArithmetic::subtract);
    operators.put("multiply_double", RealArithmetic::multiply);
    operators.put("divide_double", RealArithmetic::divide);
    operators.put("add_string", Strings::concatenate);
    operators.put("starts_with_string", Strings::startsWith);
    operators.put("ends_with_string", Strings::endsWith);
    operators.put("contains_string", Strings::contains);
    order(operators, "int64", Order::lessInteger, Order::lessEqualsInteger);
    order(operators, "double", Order::lessReal, Order::lessEqualsReal);
    order(operators, "string", Order::lessString, Order::lessEqualsString);
    order(operators, "bool", Order::lessBool, Order::lessEqualsBool);
    mixedOrder(operators);
    return Map.copyOf(operators);
  }

  private static void order(
      Map<String, BinaryOperator<Expression>> operators,
      String type,
      BinaryOperator<Expression> less,
      BinaryOperator<Expression> lessEquals) {
    operators.put("less_" + type, less);
    operators.put("less_equals_" + type, lessEquals);
    operators.put("greater_" + type, (a, b) -> less.apply(b, a));
    operators.put("greater_equals_" + type, (a, b) -> lessEquals.apply(b, a));
  }

  private static void mixedOrder(Map<String, BinaryOperator<Expression>> operators) {
    operators.put("less_int64_double", Order::lessIntegerReal);
    operators.put("less_double_int64", Order::lessRealInteger);
    operators.put("less_equals_int64_double", Order::lessEqualsIntegerReal);
    operators.put("less_equals_double_int64", Order::lessEqualsRealInteger);
    operators.put("greater_int64_double", (a, b) -> Order.lessRealInteger(b, a));
    operators.put("greater_double_int64", (a, b) -> Order.lessIntegerReal(b, a));
    operators.put("greater_equals_int64_double", (a, b) -> Order.lessEqualsRealInteger(b, a));
    operators.put("greater_equals_double_int64", (a, b) -> Order.lessEqualsIntegerReal(b, a));
  }
}
