package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.flink.TestBench.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** The embedded Flink as others on the network see it. */
@ExtendWith(TestBench.class)
class FlinkClusterTest {
  private static final String LISTEN = "0A";

  /** 127.0.0.1 as the kernel writes it, in IPv4 and mapped into IPv6. */
  private static final List<String> LOOPBACK =
      List.of("0100007F", "0000000000000000FFFF00000100007F");

  // Flink binds its blob server and its REST endpoint to all addresses unless told otherwise.
  @Test
  @EnabledOnOs(OS.LINUX)
  void listensOnTheLoopbackAddressOnly(Bench bench) throws Exception {
    assertThat(bench.flink()).isNotNull();
    Set<String> own = ownSockets();
    int listening = 0;
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] fields = line.trim().split("\\s+", -1);
        if (fields[3].equals(LISTEN) && own.contains("socket:[" + fields[9] + "]")) {
          listening++;
          assertThat(fields[1].substring(0, fields[1].indexOf(':'))).isIn(LOOPBACK);
        }
      }
    }
    assertThat(listening).isPositive();
  }

  private static Set<String> ownSockets() throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)) {
          target(file).ifPresent(sockets::add);
        }
      }
    }
    return sockets;
  }

  /** Empty if the file has been closed meanwhile. */
  private static Optional<String> target(Path file) throws IOException {
    try {
      return Optional.of(Files.readSymbolicLink(file).toString());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
