package dev.millrace.local.cli;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C and SIGTERM: the first one asks the run to end, a second one ends the process at once. A
 * shutdown hook cannot do that, for the exit status is fixed by then and a second signal is lost.
 * The JDK's own class for signals is reached by its name, as the compiler warns of it otherwise.
 */
final class Signals {
  private static final String[] NAMES = {"INT", "TERM"};

  private Signals() {}

  /**
   * Handles both signals from now on.
   *
   * @param first what the first one does
   * @param last what a second one does just before the process ends
   * @return whether this JVM lets them be handled; if not, they end the process as usual
   */
  static boolean handle(Runnable first, Runnable last) {
    AtomicInteger received = new AtomicInteger();
    Runnable handler =
        () -> {
          if (received.getAndIncrement() == 0) {
            first.run();
          } else {
            last.run();
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
          }
        };
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (self, method, arguments) -> call(handler, method.getName()));
      for (String name : NAMES) {
        signal
            .getMethod("handle", signal, handlerType)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static Object call(Runnable handler, String method) {
    return switch (method) {
      case "handle" -> {
        handler.run();
        yield null;
      }
      case "equals" -> false;
      case "hashCode" -> 0;
      default -> "handler of Ctrl-C";
    };
  }
}
