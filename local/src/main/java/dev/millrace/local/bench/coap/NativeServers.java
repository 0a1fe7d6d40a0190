package dev.millrace.local.bench.coap;

import dev.millrace.fleet.load.LoadPlan;
import dev.millrace.fleet.load.LoadRequest;
import dev.millrace.fleet.load.LoadRun;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.JvmProcess;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.core.coap.CoAP;

/** Servers that are no Java: libcoap's where it is installed, and those that can be compiled. */
final class NativeServers {
  private static final String LIBCOAP = "coap-server-notls";
  private static final int ATTEMPTS = 50;
  private static final Map<CoapContender, CompiledServer> COMPILED =
      Map.of(
          CoapContender.ECHO, CompiledServer.ECHO,
          CoapContender.GO_COAP, CompiledServer.GO_COAP);

  private final Bench bench;
  private final Cores cores;
  private final Map<CoapContender, Path> compiled = new EnumMap<>(CoapContender.class);

  /** Compiles what has to be. */
  NativeServers(Bench bench, Cores cores) throws IOException, InterruptedException {
    this.bench = bench;
    this.cores = cores;
    for (Map.Entry<CoapContender, CompiledServer> one : COMPILED.entrySet()) {
      bench.say("coap: makes " + one.getKey().title() + " if it can");
      one.getValue().compile(bench).ifPresent(program -> compiled.put(one.getKey(), program));
    }
  }

  /** Why a contender cannot take part; empty if it can. */
  Optional<String> missing(CoapContender contender) {
    return switch (contender) {
      case LIBCOAP ->
          Cores.program(LIBCOAP).isPresent()
              ? Optional.empty()
              : Optional.of(LIBCOAP + " is not installed (Debian: libcoap3-bin)");
      case ECHO, GO_COAP ->
          compiled.containsKey(contender)
              ? Optional.empty()
              : Optional.of(COMPILED.get(contender).need());
      default -> Optional.empty();
    };
  }

  /** Starts one that is not missing, and waits until it answers. */
  RunningServer start(CoapContender contender, String name)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command =
        compiled.containsKey(contender)
            ? List.of(compiled.get(contender).toString(), Integer.toString(port))
            : List.of(LIBCOAP, "-A", "127.0.0.1", "-p", Integer.toString(port), "-d", "10");
    JvmProcess process = bench.program(name, cores.on(Cores.SERVER, command));
    try {
      awaitAnswer(port, name);
    } catch (IOException e) {
      process.kill();
      throw e;
    }
    return new RunningServer(process, port, false);
  }

  /** Libcoap's example server makes a resource of what is put to it. */
  private static void awaitAnswer(int port, String name) throws IOException {
    LoadRequest put =
        new LoadRequest(CoAP.Code.PUT, true, CoapResources.BENCHMARK, "hello world", 0);
    LoadPlan plan =
        LoadPlan.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, put)
            .lasting(Duration.ZERO, Duration.ofMillis(100))
            .withTimeout(Duration.ofMillis(50));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (LoadRun.of(plan).all().answered() > 0) {
        return;
      }
    }
    throw new IOException(name + " does not answer on port " + port);
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
