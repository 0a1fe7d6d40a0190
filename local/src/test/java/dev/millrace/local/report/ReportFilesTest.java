package dev.millrace.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFilesTest {
  @ParameterizedTest
  @CsvSource({
    "run/report.json,run/report.json,run/report.html",
    "run/report.html,run/report.json,run/report.html",
    "r.JSON,r.JSON,r.html",
    "a.b/r.1,a.b/r.1,a.b/r.1.html",
    "r,r,r.html"
  })
  void theOtherFormStandsBesideTheOneThatWasAskedFor(Path asked, Path json, Path page) {
    assertThat(ReportFiles.of(asked)).isEqualTo(new ReportFiles(json, page));
  }
}
