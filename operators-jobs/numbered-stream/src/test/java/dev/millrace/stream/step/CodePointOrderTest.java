package dev.millrace.stream.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CodePointOrderTest {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "\uE000", "\uFFFD", "\uD83D\uDE00", "\uD800\uDC00")
        .list()
        .ofMaxSize(3)
        .map(parts -> String.join("", parts));
  }

  @Property
  void stringsAreOrderedByCodePoint(@ForAll("texts") String left, @ForAll("texts") String right) {
    int expected = Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    assertThat(Integer.signum(CodePointOrder.compare(left, right)))
        .isEqualTo(Integer.signum(expected));
  }
}
