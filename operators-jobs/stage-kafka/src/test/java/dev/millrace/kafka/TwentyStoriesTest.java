package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every counterexample of protocol.md, section 2, is a test that bears its number. */
class TwentyStoriesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void isTold(int story) {
    assertThat(
            Stream.of(
                    StoriesOfRestartsTest.class,
                    StoriesOfHandoversTest.class,
                    StoriesOfFencesTest.class)
                .flatMap(tests -> Stream.of(tests.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(Method::getName))
        .anyMatch(name -> name.startsWith("story%02d".formatted(story)));
  }
}
