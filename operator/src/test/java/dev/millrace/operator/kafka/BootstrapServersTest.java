package dev.millrace.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapServersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka:9092 | kafka.parking.svc:9092",
        "kafka | kafka.parking.svc",
        "kafka.other:9092 | kafka.other:9092",
        "a:9092, b.example.org:9093 | a.parking.svc:9092,b.example.org:9093",
        "192.0.2.7:9092 | 192.0.2.7:9092",
        "[2001:db8::7]:9092 | [2001:db8::7]:9092",
        "localhost:9092 | localhost:9092"
      })
  void aNameWithoutADotIsOneOfTheNamespace(String given, String expected) {
    assertThat(BootstrapServers.outside(given, "parking")).isEqualTo(expected);
  }
}
