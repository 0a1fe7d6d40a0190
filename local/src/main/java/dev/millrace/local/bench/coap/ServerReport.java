package dev.millrace.local.bench.coap;

import dev.millrace.local.bench.Answers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a server's process tells: its port first, and then whatever it is asked for. */
final class ServerReport {
  /** Asks for the figures. */
  static final String FIGURES = "figures";

  /** Asks for {@link ServerMemory}. */
  static final String MEMORY = "memory";

  static final String HANDLED = "handled";
  static final String GC_MILLIS = "gcMillis";

  private ServerReport() {}

  /** Answers until the standard input ends, with how often a handler has run as well. */
  static void serve(InetSocketAddress address, LongSupplier handled) throws IOException {
    serve(address, () -> Map.of(HANDLED, handled.getAsLong(), GC_MILLIS, gcMillis()));
  }

  /** Answers until the standard input ends. */
  static void serve(InetSocketAddress address) throws IOException {
    serve(address, () -> Map.of(GC_MILLIS, gcMillis()));
  }

  /** Answers with these figures until the standard input ends. */
  static void serve(InetSocketAddress address, Supplier<Map<String, Object>> figures)
      throws IOException {
    Answers.print("port", address.getPort());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String asked = commands.readLine(); asked != null; asked = commands.readLine()) {
      Answers.print(asked.equals(MEMORY) ? ServerMemory.afterCollection() : figures.get());
    }
    // Some of the servers' threads are no daemons.
    System.exit(0);
  }

  private static long gcMillis() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }
}
