package dev.millrace.local.bench.coap;

import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.JvmOptions;
import dev.millrace.local.bench.JvmProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where servers are put under load, one at a time: a fresh process for each, with a processor of
 * its own where there are two, and the load tool on the other one.
 */
final class Stand {
  private static final Path SNMP = Path.of("/proc/net/snmp");
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration SPARE = Duration.ofSeconds(60);
  private static final String LOAD_HEAP = "1g";

  private final Bench bench;
  private final Cores cores;
  private final String name;
  private int cells;

  Stand(Bench bench, Cores cores, String name) {
    this.bench = bench;
    this.cores = cores;
    this.name = name;
  }

  /** How servers in Java are started: the same for all of them. */
  static List<String> options(String heap, String... more) {
    List<String> options = JvmOptions.common();
    // On one processor the JVM would take this collector by itself, on two another one.
    options.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    options.addAll(List.of(more));
    return options;
  }

  /** Starts a server in Java. */
  RunningServer start(List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    JvmProcess process =
        bench.program(
            nextName(), cores.on(Cores.SERVER, JvmProcess.command(options, main, arguments)));
    try {
      Object port = process.answer(START).get("port");
      return new RunningServer(process, (Integer) port, true);
    } catch (IOException e) {
      process.kill();
      throw e;
    }
  }

  /** Name for the next server. */
  String nextName() {
    return name + "-server-" + ++cells;
  }

  /** Puts a server under load, and ends it. */
  Cell load(RunningServer server, LoadOrder order) throws IOException, InterruptedException {
    return load(
        server,
        order.warmUpSeconds() + order.seconds(),
        LoadProcess.class,
        order.to(server.port()).toJson());
  }

  /**
   * Puts a server under some load, and ends it.
   *
   * @param seconds that the load takes
   * @param tool prints what came of it
   */
  Cell load(RunningServer server, int seconds, Class<?> tool, String argument)
      throws IOException, InterruptedException {
    long overflows = overflows();
    try (server) {
      Map<String, Object> load = drive(seconds, tool, argument);
      Optional<Map<String, Object>> report = server.report();
      boolean alive = report.isPresent();
      return new Cell(
          load,
          report.orElse(Map.of()),
          alive,
          alive ? server.process().figures().peakRssMiB() : 0,
          alive ? cpuShare(server, seconds) : 0,
          overflows() - overflows);
    }
  }

  /** Puts a server under load, and leaves it there. */
  Map<String, Object> drive(RunningServer server, LoadOrder order)
      throws IOException, InterruptedException {
    return drive(
        order.warmUpSeconds() + order.seconds(),
        LoadProcess.class,
        order.to(server.port()).toJson());
  }

  private Map<String, Object> drive(int seconds, Class<?> tool, String argument)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(JvmOptions.common());
    options.addAll(List.of("-Xms" + LOAD_HEAP, "-Xmx" + LOAD_HEAP, "-XX:+UseSerialGC"));
    List<String> command = JvmProcess.command(options, tool, argument);
    try (JvmProcess process =
        bench.program(name + "-load-" + cells, cores.on(Cores.LOAD, command))) {
      return process.answer(SPARE.plusSeconds(seconds));
    }
  }

  private static double cpuShare(RunningServer server, int seconds) throws IOException {
    return server.process().figures().cpuNanos() / (double) TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Of all sockets of the machine. */
  private static long overflows() throws IOException {
    if (!Files.isReadable(SNMP)) {
      return 0;
    }
    List<String> udp =
        Files.readAllLines(SNMP).stream().filter(line -> line.startsWith("Udp:")).toList();
    List<String> names = List.of(udp.get(0).split(" ", -1));
    return Long.parseLong(udp.get(1).split(" ", -1)[names.indexOf("RcvbufErrors")]);
  }
}
