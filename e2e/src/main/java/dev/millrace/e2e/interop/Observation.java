package dev.millrace.e2e.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A foreign client that observes a resource (RFC 7641), and what it has printed so far. */
final class Observation implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final Thread reader;
  private final StringBuilder printed = new StringBuilder();

  private Observation(Process process) {
    this.process = process;
    this.reader = Thread.ofPlatform().name("interop-observer").daemon().start(this::read);
  }

  static Observation start(ForeignClient client, String uri) throws IOException {
    return new Observation(
        new ProcessBuilder(client.observe(uri))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  private void read() {
    try (InputStream out = process.getInputStream()) {
      byte[] bytes = new byte[4096];
      for (int count = out.read(bytes); count >= 0; count = out.read(bytes)) {
        String text = new String(bytes, 0, count, UTF_8);
        synchronized (printed) {
          printed.append(text);
          printed.notifyAll();
        }
      }
    } catch (IOException e) {
      // The process was ended while it printed: nobody waits for more.
      return;
    }
  }

  /** Waits until the client has printed a body; false if it does not. */
  boolean awaitPrinted(byte[] body) throws InterruptedException {
    String wanted = new String(body, UTF_8);
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (printed) {
      while (printed.indexOf(wanted) < 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0 || !reader.isAlive()) {
          return false;
        }
        printed.wait(Math.min(left, 100));
      }
    }
    return true;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
