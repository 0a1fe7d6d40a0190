package dev.millrace.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.operator.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of reasons in the documentation is the list in the code. */
class ReasonTableTest {
  private static final Path PAGE = Path.of("../docs/reasons.md");

  @Test
  void theTableIsCurrent() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Reasons of conditions

        Each resource has the conditions `Ready`, `Reconciling` and `Stalled`, of which exactly one is true, and one for each concern. `Ready` carries the first of the worst reasons of all concerns; when it changes, an Event says so.
        This page is generated from the list in the code.

        | reason | true is | meaning | what to do |
        |---|---|---|---|
        """);
    for (Reason reason : Reason.values()) {
      String condition =
          switch (reason.state()) {
            case DONE -> "Ready";
            case WORKING -> "Reconciling";
            case STUCK -> "Stalled";
          };
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(reason, condition, reason.meaning(), reason.remedy()));
    }
    GoldenFile.check(PAGE, page.toString());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whoeverIsStuckLearnsWhatToDo(Reason reason) {
    assertThat(reason.meaning()).endsWith(".");
    if (reason.state() == Reason.State.STUCK) {
      assertThat(reason.remedy()).isNotEmpty();
    }
  }
}
