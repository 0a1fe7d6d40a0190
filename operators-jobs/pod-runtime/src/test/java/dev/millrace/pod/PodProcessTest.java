package dev.millrace.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.pod.testing.PodUnderTest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes of their own: signals, exit codes, HTTP. */
class PodProcessTest {
  @TempDir Path root;

  private PodUnderTest start(String behaviour) throws Exception {
    Files.writeString(
        Files.createDirectories(root.resolve("config")).resolve("behaviour"), behaviour);
    return PodUnderTest.start(StandInPod.class, root, "-XX:TieredStopAtLevel=1");
  }

  @Test
  void saysHowItIsAndEndsInOrder() throws Exception {
    try (PodUnderTest pod = start("good").awaitReady()) {
      assertThat(pod.get("/healthz/live").statusCode()).isEqualTo(200);
      assertThat(pod.status().path("behaviour").asText()).isEqualTo("good");
      HttpResponse<String> metrics = pod.get("/metrics");
      assertThat(metrics.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
      assertThat(metrics.body()).contains("jvm_memory_used_bytes", "process_uptime_seconds");
      assertThat(pod.get("/metrics/more").statusCode()).isEqualTo(404);
      assertThat(pod.get("/").statusCode()).isEqualTo(404);

      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.ENDED);
      assertThat(pod.log()).contains("closed in order");
    }
  }

  @Test
  void isAliveAndSaysWhyItIsNotReady() throws Exception {
    try (PodUnderTest pod = start("unready").awaitStarted()) {
      HttpResponse<String> ready = pod.get("/healthz/ready");

      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).isEqualTo("something is missing\n");
      assertThat(pod.get("/healthz/live").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest // G1: what a pod gives up ends its process
  @CsvSource({
    "wrong, 2, FILE: field 'FIELD': is wrong",
    "broken, 1, does not start",
    "fails, 1, went wrong",
    "error, 1, a thread's error"
  })
  void endsByItselfWithACodeThatSaysWhy(String behaviour, int code, String message)
      throws Exception {
    try (PodUnderTest pod = start(behaviour)) {
      assertThat(pod.exitCode()).isEqualTo(code);
      assertThat(pod.log()).contains(message);
    }
  }

  @Test
  void doesNotOutliveItsTime() throws Exception {
    try (PodUnderTest pod = start("stubborn").awaitReady()) {
      assertThat(pod.terminate().exitCode()).isEqualTo(ExitCode.TERMINATED);
      assertThat(pod.log()).contains("did not end in order");
    }
  }
}
