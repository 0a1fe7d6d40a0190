package dev.millrace.stream.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The functions and operators that expressions can use, by their names in CEL's syntax tree. */
final class Names {
  static final String AND = "_&&_";
  static final String OR = "_||_";
  static final String CONDITIONAL = "_?_:_";
  static final String IN = "@in";
  static final String MATCHES = "matches";

  /** Functions that people call by name, in the order in which messages list them. */
  static final List<String> FUNCTIONS =
      List.of(
          "has", "size", "startsWith", "endsWith", "contains", MATCHES, "int", "double", "string");

  /** The names of the aggregates, likewise. */
  static final List<String> AGGREGATES =
      Arrays.stream(AggregateFunction.values())
          .filter(function -> function != AggregateFunction.NONE)
          .map(AggregateFunction::callName)
          .toList();

  static final List<String> FUNCTIONS_AND_AGGREGATES =
      Stream.concat(AGGREGATES.stream(), FUNCTIONS.stream()).toList();

  private static final String INDEX = "_[_]";

  /** Operators, and how they are written. */
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry(AND, "&&"),
          Map.entry(OR, "||"),
          Map.entry("!_", "!"),
          Map.entry(CONDITIONAL, "?:"),
          Map.entry(IN, "in"),
          Map.entry("_==_", "=="),
          Map.entry("_!=_", "!="),
          Map.entry("_<_", "<"),
          Map.entry("_<=_", "<="),
          Map.entry("_>_", ">"),
          Map.entry("_>=_", ">="),
          Map.entry("_+_", "+"),
          Map.entry("_-_", "-"),
          Map.entry("_*_", "*"),
          Map.entry("_/_", "/"),
          Map.entry("_%_", "%"),
          Map.entry("-_", "-"),
          Map.entry(INDEX, "[]"));

  private Names() {}

  static boolean isOperator(String function) {
    return OPERATORS.containsKey(function);
  }

  static boolean isOffered(String function) {
    return (isOperator(function) && !function.equals(INDEX)) || FUNCTIONS.contains(function);
  }

  static boolean isAggregate(String function) {
    return AGGREGATES.contains(function);
  }

  /** A function or operator as it is written: {@code +} for {@code _+_}. */
  static String written(String function) {
    return OPERATORS.getOrDefault(function, function);
  }
}
