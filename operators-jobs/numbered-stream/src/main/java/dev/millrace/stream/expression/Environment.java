package dev.millrace.stream.expression;

import dev.millrace.stream.record.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The variables that an expression may use, each with an index under which a {@link Scope} holds
 * its value. Immutable; equal if the same variables are declared in the same order.
 */
public final class Environment {
  private static final Environment EMPTY = new Environment(List.of());

  /**
   * A variable.
   *
   * @param name as expressions write it
   * @param displayName what it holds, for messages ({@code topic crossings}); empty for a string
   * @param schema the fields of a struct; empty for a string
   */
  record Variable(String name, String displayName, Optional<Schema> schema) {}

  private final List<Variable> variables;

  private Environment(List<Variable> variables) {
    this.variables = variables;
  }

  /** An environment without variables. */
  public static Environment empty() {
    return EMPTY;
  }

  /**
   * This environment with one more variable, a struct whose fields are the schema's.
   *
   * @param displayName what the struct is, as messages name it: {@code topic crossings}
   * @throws IllegalArgumentException if the name is taken
   */
  public Environment withStruct(String name, String displayName, Schema schema) {
    return with(new Variable(name, displayName, Optional.of(schema)));
  }

  /**
   * This environment with one more variable, a plain string.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public Environment withText(String name) {
    return with(new Variable(name, "", Optional.empty()));
  }

  private Environment with(Variable variable) {
    if (find(variable.name()).isPresent()) {
      throw new IllegalArgumentException("variable '" + variable.name() + "' is declared twice");
    }
    List<Variable> more = new ArrayList<>(variables);
    more.add(variable);
    return new Environment(List.copyOf(more));
  }

  public int size() {
    return variables.size();
  }

  /**
   * The index of a variable in scopes, which is the number of variables declared before it; -1 if
   * there is none.
   */
  public int index(String name) {
    for (int index = 0; index < variables.size(); index++) {
      if (variables.get(index).name().equals(name)) {
        return index;
      }
    }
    return -1;
  }

  List<Variable> variables() {
    return variables;
  }

  Optional<Variable> find(String name) {
    int index = index(name);
    return index < 0 ? Optional.empty() : Optional.of(variables.get(index));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Environment that && variables.equals(that.variables);
  }

  @Override
  public int hashCode() {
    return variables.hashCode();
  }

  @Override
  public String toString() {
    return variables.toString();
  }
}
