package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit codes that `helm test` goes by. */
class HealthProbeTest {
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @Test
  void anOperatorThatIsReadyIsWellAndOneThatIsNotIsNot() throws Exception {
    AtomicReference<String> missing = new AtomicReference<>("filling the caches");
    try (HealthServer server = HealthServer.start(0, missing::get, () -> "")) {
      String address = "http://127.0.0.1:" + server.port() + "/healthz/ready";
      assertThat(probe(PATIENT, address)).isEqualTo(1);
      missing.set(null);
      assertThat(probe(PATIENT, address)).isZero();
    }
  }

  @Test
  void nobodyThereIsUnwell() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    assertThat(probe(PATIENT, "http://127.0.0.1:" + port + "/")).isEqualTo(1);
  }

  @Test
  void anAnswerThatNeverComesIsUnwell() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + silent.getLocalPort() + "/";
      assertThat(probe(Duration.ofMillis(50), address)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no address", "millrace-operator:8080", "ftp://127.0.0.1/"})
  void whatIsNoAddressIsBadInput(String text) {
    assertThat(probe(PATIENT, text)).isEqualTo(2);
  }

  @Test
  void oneAddressIsNeeded() {
    assertThat(probe(PATIENT)).isEqualTo(2);
    assertThat(probe(PATIENT, "http://127.0.0.1/", "http://127.0.0.1/")).isEqualTo(2);
  }

  private static int probe(Duration timeout, String... arguments) {
    return HealthProbe.probe(arguments, timeout);
  }
}
