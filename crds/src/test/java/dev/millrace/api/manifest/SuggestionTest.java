package dev.millrace.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> FIELDS = List.of("filter", "flatMap", "map", "window", "to");

  @ParameterizedTest
  @CsvSource({"fitler,filter", "Window,window", "windo,window", "flatmap,flatMap", "ot,to"})
  void findsWhatASlipOfTheKeysExplains(String written, String meant) {
    assertThat(Suggestion.nearest(written, FIELDS)).contains(meant);
  }

  @Test
  void doesNotGuess() {
    assertThat(Suggestion.nearest("aggregate", FIELDS)).isEmpty();
    assertThat(Suggestion.nearest("", FIELDS)).isEmpty();
    assertThat(Suggestion.didYouMean("aggregate", FIELDS)).isEmpty();
  }

  @Test
  void takesTheFirstOfEquallyNearOnes() {
    assertThat(Suggestion.didYouMean("gatX", List.of("gatb", "gata")))
        .isEqualTo("Did you mean 'gata'?");
  }
}
