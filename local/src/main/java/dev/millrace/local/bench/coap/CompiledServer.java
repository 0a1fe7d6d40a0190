package dev.millrace.local.bench.coap;

import dev.millrace.local.bench.Bench;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server whose source lies beside this class, made by a compiler that need not be there. */
enum CompiledServer {
  /** A program in C that answers whatever comes. */
  ECHO("echo", List.of("echo.c"), List.of("cc", "-O2", "-o", "server", "echo.c"), 60),

  /** A server with go-coap, which Go fetches the first time. */
  GO_COAP(
      "gocoap",
      List.of("gocoap/main.go", "gocoap/go.mod", "gocoap/go.sum"),
      List.of("go", "build", "-o", "server", "."),
      300);

  private final String directory;
  private final List<String> sources;
  private final List<String> command;
  private final Duration bound;

  CompiledServer(String directory, List<String> sources, List<String> command, int boundSeconds) {
    this.directory = directory;
    this.sources = sources;
    this.command = command;
    this.bound = Duration.ofSeconds(boundSeconds);
  }

  /** Why it is missing if {@link #compile} makes none. */
  String need() {
    return "%s is not installed, or cannot make it".formatted(command.get(0));
  }

  /** Makes the program; empty if there is no compiler, or it cannot. */
  Optional<Path> compile(Bench bench) throws IOException, InterruptedException {
    if (Cores.program(command.get(0)).isEmpty()) {
      return Optional.empty();
    }
    Path place = bench.directory(directory);
    for (String source : sources) {
      try (InputStream text = CompiledServer.class.getResourceAsStream(source)) {
        if (text == null) {
          throw new IOException("no " + source + " beside " + CompiledServer.class);
        }
        Files.copy(text, place.resolve(Path.of(source).getFileName()));
      }
    }
    ProcessBuilder compiler =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(place.resolve("compiler.log").toFile());
    // Go would fetch another Go if the module asked for a newer one.
    compiler.environment().put("GOTOOLCHAIN", "local");
    Process running = compiler.start();
    boolean ended = running.waitFor(bound.toSeconds(), TimeUnit.SECONDS);
    running.destroyForcibly();
    return ended && running.exitValue() == 0
        ? Optional.of(place.resolve("server"))
        : Optional.empty();
  }
}
