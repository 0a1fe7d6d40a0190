package dev.millrace.pod;

import java.lang.reflect.Proxy;

/**
 * SIGTERM and SIGINT. A shutdown hook will not do: all hooks run at once, and those of libraries
 * take away what an end in order still needs. The JDK's own class for signals is reached by its
 * name, as the compiler warns of it otherwise.
 */
final class Signals {
  private static final String[] NAMES = {"TERM", "INT"};

  private Signals() {}

  /** Does this, and nothing else, whenever one of the signals comes. */
  static void handle(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (self, method, arguments) -> call(action, method.getName()));
      for (String name : NAMES) {
        signal
            .getMethod("handle", signal, handlerType)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM does not let signals be handled", e);
    }
  }

  private static Object call(Runnable action, String method) {
    return switch (method) {
      case "handle" -> {
        action.run();
        yield null;
      }
      case "equals" -> false;
      case "hashCode" -> 0;
      default -> "handler of SIGTERM";
    };
  }
}
