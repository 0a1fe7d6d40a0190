package dev.millrace.stream.step;

import dev.millrace.stream.record.Schema;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A class that has been found to be a {@link CustomStep}, with its parameters. Immutable.
 *
 * @param constructor makes instances
 * @param parameters of the step
 * @param input fields of what it reads
 * @param output fields of what it writes
 */
record CustomClass(
    Constructor<? extends CustomStep> constructor,
    Map<String, String> parameters,
    Schema input,
    Schema output) {
  CustomClass {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /**
   * Finds the class and opens one instance, to see whether it can be.
   *
   * @throws IllegalArgumentException if it cannot; the message says why
   */
  static CustomClass find(
      ClassLoader loader,
      String name,
      Map<String, String> parameters,
      Schema input,
      Schema output) {
    Constructor<? extends CustomStep> constructor;
    try {
      constructor = Class.forName(name, true, loader).asSubclass(CustomStep.class).getConstructor();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no class '" + name + "' on the class path", e);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          "class '" + name + "' does not implement " + CustomStep.class.getName(), e);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          "class '" + name + "' has no public constructor without parameters", e);
    } catch (LinkageError e) {
      throw new IllegalArgumentException(
          "class '" + name + "' cannot be loaded: " + e.getMessage(), e);
    }
    CustomClass found = new CustomClass(constructor, parameters, input, output);
    found.open();
    return found;
  }

  /**
   * A new instance, opened.
   *
   * @throws IllegalArgumentException if it cannot be made or opened
   */
  CustomStep open() {
    String name = constructor.getDeclaringClass().getName();
    try {
      CustomStep step = constructor.newInstance();
      step.open(parameters, input, output);
      return step;
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "class '" + name + "' cannot be created: " + describe(e.getCause()), e);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "class '" + name + "' cannot be opened: " + describe(e), e);
    }
  }

  /** What was thrown, in a few words that do not depend on where it was. */
  static String describe(Throwable thrown) {
    String name = thrown.getClass().getName();
    return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
  }
}
