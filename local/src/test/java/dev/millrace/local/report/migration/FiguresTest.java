package dev.millrace.local.report.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0,0 ms",
    "0.254,0.25 ms",
    "9,9 ms",
    "9.44,9.4 ms",
    "31.96,32 ms",
    "250.4,250 ms",
    "1000,1 s",
    "2412.5,2.4 s",
    "30000,30 s",
    "60000,1 min 00 s",
    "185400,3 min 05 s"
  })
  void timesReadWell(double millis, String expected) {
    assertThat(Figures.millis(millis)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "999,999 B",
    "1000,1 kB",
    "51200,51.2 kB",
    "1234567,1.2 MB",
    "5000000000000000,5000 TB"
  })
  void sizesReadWell(long bytes, String expected) {
    assertThat(Figures.bytes(bytes)).isEqualTo(expected);
  }
}
